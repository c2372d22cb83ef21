package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whether the last comparison knows our commit, and what to do until one does. */
final class ComparisonRules {
    /** Argo CD compares every 2 to 3 minutes by itself, so that longer silence has another cause. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    /** Argo CD swallows some failures at first, and mirrors lag: this many comparisons may go without our commit. */
    private static final int PATIENCE = 3;

    private static final List<String> OUT_OF_REACH = List.of(
            "failed to list refs",
            "failed to fetch",
            "connection refused",
            "connection reset",
            "no such host",
            "i/o timeout",
            "deadline exceeded",
            "deadlineexceeded",
            "code = unavailable",
            "unexpected eof");

    private static final List<String> SHUT_OUT = List.of(
            "authentication",
            "authorization",
            "permission denied",
            "handshake failed",
            "not found",
            "unknown revision");

    private ComparisonRules() {}

    static Optional<Verdict> stale(Snapshot snapshot) {
        if (snapshot.isFresh()) return Optional.empty();
        boolean silent = snapshot.waitedFor(Verdict.Awaited.COMPARE).compareTo(LONGEST_SILENCE) > 0;
        Progress progress = silent ? silence(snapshot) : new Progress.Pending(awaiting(snapshot));
        Verdict.Ask ask = snapshot.application().isRefreshPending() ? Verdict.Ask.NOTHING : Verdict.Ask.REFRESH;
        return Optional.of(new Verdict(progress, ask, Verdict.Awaited.COMPARE));
    }

    /** A status {@code Unknown} is never trusted, nor the revision beside it. */
    static Optional<Verdict> failing(Snapshot snapshot) {
        Application application = snapshot.application();
        if (!application.isSyncStatusUnknown()) return Optional.empty();
        String error = application
                .condition("ComparisonError")
                .orElse("the sync status is Unknown, and no condition says why");
        Reason reason = Reason.passing(
                "comparison-failed",
                "Argo CD cannot compare Application %s with Git: %s".formatted(snapshot.name(), error),
                "mend what the message names, see `argocd app get %s`".formatted(snapshot.name()));
        if (isPatient(snapshot)) return Optional.of(recompare(new Progress.Pending(reason)));
        Progress progress = mayPass(error) ? new Progress.Blocked(reason, false) : new Progress.Failed(reason);
        return Optional.of(dropped(snapshot).orElseGet(() -> recompare(progress)));
    }

    /** A Git server or a repo server out of reach clears by itself; manifests that cannot be made and rights do not. */
    private static boolean mayPass(String error) {
        String text = error.toLowerCase(Locale.ROOT);
        return OUT_OF_REACH.stream().anyMatch(text::contains)
                && SHUT_OUT.stream().noneMatch(text::contains);
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

    private static Progress silence(Snapshot snapshot) {
        String error = snapshot.application()
                .condition("ComparisonError")
                .map(text -> "; its last error: " + text)
                .orElse("");
        return new Progress.Blocked(
                Reason.passing(
                        "controller-not-reconciling",
                        "Argo CD has not looked at Application %s for more than 5 minutes%s"
                                .formatted(snapshot.name(), error),
                        "see whether its application controller runs, serves this namespace, and logs errors"),
                false);
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
                "Argo CD compared Application %s with revision %s, which is not to be had from its repository"
                        .formatted(snapshot.name(), revision(snapshot)),
                "see whether Argo CD reads the same repository, perhaps through a mirror");
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
