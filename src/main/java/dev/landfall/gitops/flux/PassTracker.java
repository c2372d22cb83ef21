package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.GoDuration;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Sees that a Kustomization or HelmRelease makes a pass that begins after this was first looked at, so that it has read
 * its ConfigMaps as they are now. It is asked for that, and notes the request when the pass ends; where it cannot be
 * asked, its interval has to go by.
 */
final class PassTracker implements OwnerTracker {
    private static final Duration LONGEST_PASS = Duration.ofMinutes(1);

    private final Cluster cluster;
    private final InstantSource clock;
    private final ObjectRef owner;
    private final Asking asking;
    private Instant since = Instant.MAX;

    PassTracker(Cluster cluster, ControllerRequests controllers, InstantSource clock, ObjectRef owner) {
        this.cluster = cluster;
        this.clock = clock;
        this.owner = owner;
        this.asking = new Asking(controllers, clock);
    }

    @Override
    public Progress observe() {
        Optional<LiveObject> live = cluster.get(owner);
        if (live.isEmpty()) return SpecRules.gone(owner);
        if (since.equals(Instant.MAX)) since = clock.instant();
        asking.look(live.get());
        if (asking.requests().handled() > 0)
            return new Progress.Succeeded(evidence("has handled our request"), List.of());
        asking.ask(live.get());
        if (asking.requests().allowed())
            return new Progress.Pending(
                    Reason.passing("awaiting-pass", owner + " has not looked at what it reads since the change", ""));
        Duration interval = interval(live.get());
        boolean passed = Duration.between(since, clock.instant()).compareTo(interval.plus(LONGEST_PASS)) > 0;
        return passed
                ? new Progress.Succeeded(evidence("has had its interval"), List.of())
                : new Progress.Pending(Reason.passing(
                        "awaiting-pass",
                        "%s looks at what it reads at its own interval, %s; you may not patch it to ask for that"
                                .formatted(owner, GoDuration.print(interval)),
                        ""));
    }

    private Evidence evidence(String observed) {
        return new Evidence(EvidenceClass.OBJECT_ONLY, "", owner, owner + " " + observed);
    }

    private static Duration interval(LiveObject live) {
        return GoDuration.parse(live.at("/spec/interval").asString("")).orElse(Duration.ofMinutes(10));
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(owner);
    }

    @Override
    public Duration busyWithOlder() {
        return Duration.ZERO;
    }
}
