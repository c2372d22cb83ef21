package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;

/** What lies between our commit and the one that is synced, where a hydrator renders it. */
final class HydrationRules {
    /** The hydrator tries again after two minutes (controller/hydrator): a failure that outlives that is one. */
    private static final Duration ONE_MORE_TRY = Duration.ofSeconds(150);

    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);
    private static final Duration USUAL_PROMOTION = Duration.ofMinutes(1);

    private HydrationRules() {}

    /** Until the hydrator is done with our commit, what is synced cannot be of it. */
    static Optional<Verdict> notHydrated(Snapshot snapshot) {
        return snapshot.hydrated()
                .filter(history -> !history.isDone())
                .map(history -> ComparisonRules.dropped(snapshot).orElseGet(() -> atWork(snapshot, history)));
    }

    /** Hydrated commits that go to a staging branch come to the synced one by somebody's merge. */
    static Optional<Verdict> notPromoted(Snapshot snapshot) {
        Optional<Hydration> staged = snapshot.hydrated()
                .filter(HydratedHistory::isDone)
                .map(HydratedHistory::hydration)
                .filter(hydration -> hydration.stagingBranch().isPresent());
        if (staged.isEmpty() || !snapshot.isFresh() || snapshot.compared() != Relation.ANCESTOR)
            return Optional.empty();
        boolean late = snapshot.waitedFor(Verdict.Awaited.PROMOTION).compareTo(USUAL_PROMOTION) >= 0;
        Progress progress = new Progress.Blocked(unpromoted(snapshot, staged.get()), late);
        return Optional.of(new Verdict(progress, Verdict.Ask.REFRESH, Verdict.Awaited.PROMOTION));
    }

    private static Verdict atWork(Snapshot snapshot, HydratedHistory history) {
        Hydration hydration = history.hydration();
        boolean atOurs = history.dry().relationOf(hydration.currentDry()).hasOurs();
        if (atOurs && hydration.isHydrating()) {
            return Verdict.of(new Progress.Progressing(
                    Reason.passing("hydrating", "the hydrator renders our commit for " + snapshot.name(), "")));
        }
        return atOurs && hydration.hasFailed() ? failed(snapshot, hydration) : awaiting(snapshot);
    }

    private static Verdict failed(Snapshot snapshot, Hydration hydration) {
        Reason reason = Reason.lasting(
                "hydration-failed",
                "the hydrator could not render our commit for Application %s: %s"
                        .formatted(snapshot.name(), hydration.message()),
                "mend what the message names, in Git, or revert the change");
        boolean patient = snapshot.waitedFor(Verdict.Awaited.HYDRATION_AGAIN).compareTo(ONE_MORE_TRY) < 0;
        Progress progress = patient ? new Progress.Pending(reason) : new Progress.Failed(reason);
        return new Verdict(progress, Verdict.Ask.NOTHING, Verdict.Awaited.HYDRATION_AGAIN);
    }

    /** A request to hydrate may get lost before 3.6, so that it is repeated. */
    private static Verdict awaiting(Snapshot snapshot) {
        boolean silent = snapshot.waitedFor(Verdict.Awaited.HYDRATION).compareTo(LONGEST_SILENCE) > 0;
        Reason pending = Reason.passing(
                "awaiting-hydration",
                "the hydrator of Argo CD has not taken up our commit for Application " + snapshot.name(),
                "");
        Reason stuck = Reason.passing(
                "hydrator-silent",
                "the hydrator of Argo CD has not taken up our commit for Application %s for more than 5 minutes"
                        .formatted(snapshot.name()),
                "see whether the hydrator is enabled (hydrator.enabled of argocd-cmd-params-cm) and its"
                        + " commit server runs and logs errors");
        Progress progress = silent ? new Progress.Blocked(stuck, false) : new Progress.Pending(pending);
        return new Verdict(progress, Verdict.Ask.HYDRATE, Verdict.Awaited.HYDRATION);
    }

    private static Reason unpromoted(Snapshot snapshot, Hydration hydration) {
        String staging = hydration.stagingBranch().orElseThrow();
        return Reason.lasting(
                "awaiting-promotion",
                "our commit is hydrated on branch %s, and Application %s syncs from branch %s"
                        .formatted(staging, snapshot.name(), hydration.syncedBranch()),
                "merge %s into %s, then track the change again".formatted(staging, hydration.syncedBranch()));
    }
}
