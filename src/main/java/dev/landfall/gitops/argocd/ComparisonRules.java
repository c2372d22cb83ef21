package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;

/** Whether the last comparison knows our commit, and what to do until one does. */
final class ComparisonRules {
    /** Argo CD compares every 2 to 3 minutes by itself, so that longer silence has another cause. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** Argo CD swallows some failures at first, and mirrors lag: this many comparisons may go without our commit. */
    private static final int PATIENCE = 3;

    private ComparisonRules() {}

    static Optional<Verdict> stale(Snapshot snapshot) {
        if (snapshot.isFresh()) return Optional.empty();
        boolean silent = isSilence(snapshot.waitedFor(Verdict.Awaited.COMPARE));
        Optional<Verdict> frozen = Silence.frozen(snapshot, silent);
        if (frozen.isPresent()) return frozen;
        Progress progress = silent ? Silence.of(snapshot) : new Progress.Pending(awaiting(snapshot));
        Verdict.Ask ask = snapshot.application().isRefreshPending() ? Verdict.Ask.NOTHING : Verdict.Ask.REFRESH;
        return Optional.of(new Verdict(progress, ask, Verdict.Awaited.COMPARE));
    }

    static boolean isSilence(Duration waitedForCompare) {
        return waitedForCompare.compareTo(LONGEST_SILENCE) > 0;
    }

    /** A status {@code Unknown} is never trusted, nor the revision beside it. */
    static Optional<Verdict> failing(Snapshot snapshot) {
        Application application = snapshot.application();
        if (!application.isSyncStatusUnknown()) return Optional.empty();
        String error = application
                .condition("ComparisonError")
                .orElse("the sync status is Unknown, and no condition says why");
        ComparisonFault fault = ComparisonFault.of(error);
        Reason reason = fault.reason(application, error);
        boolean patient = isPatient(snapshot) && !(fault == ComparisonFault.PATH_FILTER && isRewound(snapshot));
        if (patient) return Optional.of(recompare(fault, new Progress.Pending(reason)));
        return Optional.of(dropped(snapshot).orElseGet(() -> recompare(fault, lasting(fault, reason))));
    }

    /** A rewound branch is what a path filter stumbles over. */
    private static boolean isRewound(Snapshot snapshot) {
        return !snapshot.history().isOnBranch();
    }

    /** What fails for want of a program or a network is waited for; the deadline ends that. */
    private static Progress lasting(ComparisonFault fault, Reason reason) {
        return switch (fault.cure) {
            case BY_ITSELF, BY_HARD_REFRESH -> new Progress.Blocked(reason, false);
            case BY_A_PERSON -> new Progress.Blocked(reason, true);
            case NONE -> new Progress.Failed(reason);
        };
    }

    private static Verdict recompare(ComparisonFault fault, Progress progress) {
        Verdict.Ask ask =
                fault.cure == ComparisonFault.Cure.BY_HARD_REFRESH ? Verdict.Ask.HARD_REFRESH : Verdict.Ask.REFRESH;
        return new Verdict(progress, ask, Verdict.Awaited.OUR_COMMIT);
    }

    static Optional<Verdict> withoutOurCommit(Snapshot snapshot) {
        return switch (snapshot.compared()) {
            case SAME, DESCENDANT -> Optional.empty();
            case ANCESTOR -> Optional.of(older(snapshot));
            case DIVERGED ->
                Optional.of(dropped(snapshot).orElseGet(() -> lagging(snapshot, "is of another line than ours")));
            case UNKNOWN -> Optional.of(dropped(snapshot).orElseGet(() -> unverifiable(snapshot)));
        };
    }

    /** A lag is far likelier than a rewound branch, so that the remote is not asked at once. */
    private static Verdict older(Snapshot snapshot) {
        Verdict lagging = lagging(snapshot, "is older than ours");
        return isPatient(snapshot) ? lagging : dropped(snapshot).orElse(lagging);
    }

    /** The commit does not lie on the branch any more: somebody has rewound or overwritten it. */
    static Optional<Verdict> dropped(Snapshot snapshot) {
        if (snapshot.history().isOnBranch()) return Optional.empty();
        return Optional.of(Verdict.of(new Progress.Failed(snapshot.history().dropped())));
    }

    private static Reason awaiting(Snapshot snapshot) {
        String how = snapshot.requests().refreshAllowed()
                ? ""
                : "; you may not patch Applications to ask for it, so this takes up to its own poll, about 3 minutes";
        return Reason.passing(
                "awaiting-compare",
                "Argo CD has not looked at Git for Application %s since the push%s".formatted(snapshot.name(), how),
                "");
    }

    private static Verdict lagging(Snapshot snapshot, String how) {
        Reason reason = Reason.passing(
                isPatient(snapshot) ? "revision-lag" : "commit-not-seen",
                "Argo CD compared Application %s with commit %s, which %s"
                        .formatted(snapshot.name(), revision(snapshot), how),
                isPatient(snapshot)
                        ? ""
                        : "see whether it reads the same repository and branch, perhaps through a mirror that lags");
        return recompare(isPatient(snapshot) ? new Progress.Pending(reason) : new Progress.Blocked(reason, false));
    }

    private static Verdict unverifiable(Snapshot snapshot) {
        Reason reason = Reason.lasting(
                "revision-unknown",
                revision(snapshot).isEmpty()
                        ? "Argo CD does not say with which revision it compared Application " + snapshot.name()
                        : "Argo CD compared Application %s with revision %s, which is no commit of its repository"
                                .formatted(snapshot.name(), revision(snapshot)),
                "see whether Argo CD reads the same repository, perhaps through a mirror, and whether a tag has the"
                        + " name of the branch");
        return recompare(isPatient(snapshot) ? new Progress.Pending(reason) : new Progress.Failed(reason));
    }

    private static boolean isPatient(Snapshot snapshot) {
        return snapshot.requests().recompares() < PATIENCE;
    }

    private static Verdict recompare(Progress progress) {
        return new Verdict(progress, Verdict.Ask.REFRESH, Verdict.Awaited.OUR_COMMIT);
    }

    private static String revision(Snapshot snapshot) {
        return Printable.line(snapshot.application().comparedRevision());
    }
}
