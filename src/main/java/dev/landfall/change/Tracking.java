package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.git.GitException;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.health.HealthReader;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Watches a commit become live: looks at owner and object after each event, and at least every five seconds. */
final class Tracking {
    private static final Duration AT_LEAST_EVERY = Duration.ofSeconds(5);
    private static final Duration AT_MOST_EVERY = Duration.ofMillis(300);

    private final Cluster cluster;
    private final Providers providers;
    private final RepositoryAccess access;
    private final HealthReader health;
    private final Supplier<Duration> elapsed;

    /** @param elapsed since some moment, by a clock that only goes forward */
    Tracking(Cluster cluster, Providers providers, RepositoryAccess access, Supplier<Duration> elapsed) {
        this.cluster = cluster;
        this.providers = providers;
        this.access = access;
        this.health = new HealthReader(cluster);
        this.elapsed = elapsed;
    }

    Outcome follow(ChangePlan plan, CommitId commit, Patience patience, Narration narration) {
        PlanPart part = plan.part();
        Optional<LiveObject> owner = cluster.get(part.owner());
        if (owner.isEmpty() || !owner.get().uid().equals(part.ownerUid())) {
            return failed("owner-gone", part.owner() + " was deleted or made anew since the change was planned");
        }
        GitOpsProvider provider = providers.named(part.provider());
        Owner known = new Owner(part.provider(), owner.get(), part.target(), List.of(part.target()), List.of());
        return switch (provider.layersOf(known)) {
            case Layers.PlainFolder folder
            when isSame(folder.source(), part) ->
                follow(plan, hop(plan, known, folder.source(), commit), provider, patience, narration);
            case Layers.PlainFolder folder -> retargeted(part);
            case Layers.CannotPlace cannot -> retargeted(part);
        };
    }

    private Hop hop(ChangePlan plan, Owner owner, GitSource source, CommitId commit) {
        GitRepository repository = access.open(source);
        repository.fetch(plan.part().branch());
        PushedCommit history = new PushedCommit(repository, source, commit, plan);
        return new Hop(
                owner,
                source,
                history,
                List.of(plan.part().target()),
                plan.request().syncAsked());
    }

    private Outcome follow(ChangePlan plan, Hop hop, GitOpsProvider provider, Patience patience, Narration narration) {
        OwnerTracker tracker = provider.track(hop);
        Judge judge = new Judge(plan.request().changes(), plan.part().target(), patience);
        Semaphore changed = new Semaphore(0);
        List<Cluster.Watching> watches = watch(tracker, plan.part().target(), changed);
        try {
            return loop(tracker, judge, plan.part().target(), patience, narration, changed);
        } finally {
            watches.forEach(Cluster.Watching::close);
        }
    }

    private Outcome loop(
            OwnerTracker tracker,
            Judge judge,
            ObjectRef target,
            Patience patience,
            Narration narration,
            Semaphore changed) {
        Duration start = elapsed.get();
        Outage outage = new Outage(patience.sync());
        while (true) {
            Duration now = elapsed.get().minus(start);
            String phase = "";
            try {
                switch (judge.judge(tracker.observe(), health.look(target), now)) {
                    case Judge.Step.End end -> {
                        return end.outcome();
                    }
                    case Judge.Step.Wait wait -> phase = wait.phase();
                }
                outage.isOver();
            } catch (ClusterException unreachable) {
                phase = outage.lasts(
                        unreachable,
                        unreachable.fault() == ClusterException.Fault.UNREACHABLE,
                        unreachable.reason(),
                        now);
            } catch (GitException unreachable) {
                phase = outage.lasts(
                        unreachable, unreachable.fault() == GitException.Fault.UNREACHABLE, unreachable.reason(), now);
            }
            narration.waiting(phase);
            Optional<Duration> left = patience.command().map(limit -> limit.minus(now));
            if (left.isPresent() && !left.get().isPositive())
                return outOfTime(patience.command().orElseThrow(), phase);
            await(changed, left.orElse(AT_LEAST_EVERY));
        }
    }

    private List<Cluster.Watching> watch(OwnerTracker tracker, ObjectRef target, Semaphore changed) {
        List<ObjectRef> watched = new ArrayList<>(tracker.watched());
        watched.add(target);
        return watched.stream()
                .distinct()
                .map(object -> cluster.watch(object, changed::release))
                .toList();
    }

    private static void await(Semaphore changed, Duration left) {
        Duration longest = left.compareTo(AT_LEAST_EVERY) < 0 ? left : AT_LEAST_EVERY;
        try {
            // A controller at work writes several times a second: one look serves them all.
            Thread.sleep(AT_MOST_EVERY);
            boolean event = changed.tryAcquire(longest.toMillis(), TimeUnit.MILLISECONDS);
            if (event) changed.drainPermits();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", interrupted);
        }
    }

    private static boolean isSame(GitSource source, PlanPart part) {
        return source.repository().equals(part.repository())
                && source.path().equals(part.path())
                && (source.branch().isEmpty() || source.branch().equals(part.branch()));
    }

    private static Outcome retargeted(PlanPart part) {
        return failed(
                "target-changed",
                part.owner() + " no longer applies from folder \"" + part.path() + "\" of branch " + part.branch()
                        + " of " + part.repository());
    }

    private static Outcome failed(String code, String message) {
        return new Outcome.Failed(Reason.lasting(code, message, "plan the change again"), List.of());
    }

    private static Outcome outOfTime(Duration limit, String phase) {
        Reason reason = Reason.passing(
                "timed-out",
                "not finished after the " + limit.toSeconds() + " s of --timeout: " + phase,
                "track the change again to go on waiting");
        return new Outcome.TimedOut(reason, List.of());
    }
}
