package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Follows a commit into an Application: reads it, has {@link ApplicationVerdict} judge, and asks as the verdict says. */
final class ApplicationTracker implements OwnerTracker {
    /** Before 3.6 Argo CD loses a request that comes while another one is under way. */
    private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(5);

    private static final Duration BETWEEN_REFRESHES_LATER = Duration.ofSeconds(30);
    private static final int QUICK_REFRESHES = 5;
    private static final Duration BETWEEN_LOOKS_AROUND = Duration.ofSeconds(30);

    private final Cluster cluster;
    private final ControllerRequests controller;
    private final InstantSource clock;
    private final Hop hop;

    private Requests requests = Requests.none(Optional.empty());
    private boolean started;
    private int refreshes;
    private boolean hardRefreshed;
    private Instant lastRefresh = Instant.MIN;
    private Optional<Instant> countedCompare = Optional.empty();
    private Verdict.Awaited awaited = Verdict.Awaited.NOTHING;
    private Instant waitingSince = Instant.MIN;
    private Surroundings around = Surroundings.clear();
    private Instant lookedAround = Instant.MIN;

    ApplicationTracker(Cluster cluster, ControllerRequests controller, InstantSource clock, Hop hop) {
        this.cluster = cluster;
        this.controller = controller;
        this.clock = clock;
        this.hop = hop;
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(owner());
    }

    /** A newer commit is compared at once; what an older operation does is told as such and waited for. */
    @Override
    public Duration busyWithOlder() {
        return Duration.ZERO;
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> live = cluster.get(owner());
        if (live.isEmpty()) return SpecRules.gone(name());
        if (!live.get().uid().equals(hop.owner().live().uid())) return SpecRules.recreated(name());
        Application now = new Application(live.get());
        Application application =
                new ApplicationSource(now).stillFrom(hop.source()).orElse(now);
        if (!started) start(application);
        Snapshot snapshot = snapshot(application);
        Verdict verdict = ApplicationVerdict.judge(snapshot);
        remember(verdict, application);
        return act(verdict, snapshot);
    }

    private void start(Application application) {
        started = true;
        requests = Requests.none(application.reconciledAt());
    }

    private Snapshot snapshot(Application application) {
        Duration waited =
                awaited == Verdict.Awaited.NOTHING ? Duration.ZERO : Duration.between(waitingSince, clock.instant());
        return new Snapshot(hop, application, around(application, waited), requests, awaited, waited);
    }

    /** Read only where it can matter, and not at each look. */
    private Surroundings around(Application application, Duration waited) {
        boolean silent = awaited == Verdict.Awaited.COMPARE && ComparisonRules.isSilence(waited);
        boolean matters = silent || application.syncStatus().equals("OutOfSync") || OperationRules.isHeld(application);
        Instant now = clock.instant();
        if (!matters || now.isBefore(lookedAround.plus(BETWEEN_LOOKS_AROUND))) return around;
        lookedAround = now;
        SurroundingsReader reader = new SurroundingsReader(cluster, application);
        around = new Surroundings(
                reader.windows(now), reader.rolling(), silent ? reader.parts() : InstalledParts.notLookedAt());
        return around;
    }

    private void remember(Verdict verdict, Application application) {
        if (verdict.awaited() != awaited) waitingSince = clock.instant();
        awaited = verdict.awaited();
        boolean isNewCompare = !application.reconciledAt().equals(countedCompare);
        if (awaited == Verdict.Awaited.OUR_COMMIT && isNewCompare) {
            countedCompare = application.reconciledAt();
            requests = requests.recompared();
        }
    }

    private Progress act(Verdict verdict, Snapshot snapshot) {
        switch (verdict.ask()) {
            case NOTHING -> {}
            case REFRESH -> request(Application.REFRESH, "normal");
            case HARD_REFRESH -> refreshHardOnce();
            case HYDRATE -> request(Hydration.HYDRATE, "normal");
            case SYNC -> {
                return sync(verdict, snapshot);
            }
        }
        return verdict.progress();
    }

    private void refreshHardOnce() {
        // A comparison that goes on failing is looked at anew, as any other.
        if (hardRefreshed && awaited == Verdict.Awaited.OUR_COMMIT) request(Application.REFRESH, "normal");
        else if (!hardRefreshed) hardRefreshed = request(Application.REFRESH, "hard");
    }

    /** @return whether it was asked for; not where it is too soon or not allowed */
    private boolean request(String annotation, String kind) {
        Duration pause = refreshes < QUICK_REFRESHES ? BETWEEN_REFRESHES : BETWEEN_REFRESHES_LATER;
        if (clock.instant().isBefore(lastRefresh.plus(pause)) || !requests.refreshAllowed()) return false;
        lastRefresh = clock.instant();
        refreshes++;
        Optional<LiveObject> answer = controller.annotate(owner(), annotation, kind);
        requests = answer.map(object -> requests.refreshed(serverTime(object))).orElseGet(requests::refreshRefused);
        return answer.isPresent();
    }

    /** The API server's time of our own write, by its record of who set which field when. */
    private static Instant serverTime(LiveObject answer) {
        return answer.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> entry.path("manager").asString("").equals("landfall"))
                .map(entry -> Instant.parse(entry.path("time").asString("")))
                .max(Instant::compareTo)
                .orElseThrow(() -> new IllegalStateException("no managed fields of landfall after its own request"));
    }

    private Progress sync(Verdict verdict, Snapshot snapshot) {
        try {
            if (controller.patch(owner(), SyncRequest.patch(snapshot))) requests = requests.syncAsked();
            return verdict.progress();
        } catch (ClusterException refused) {
            // A server that only fails for now is asked again at the next look.
            Access missing = Rights.missingIn(refused);
            requests = requests.syncRefused();
            return new Progress.Blocked(Obstacles.syncNotAllowed(snapshot.application(), missing), true);
        }
    }

    private ObjectRef owner() {
        return hop.owner().object();
    }

    private String name() {
        return owner().namespace() + "/" + owner().name();
    }
}
