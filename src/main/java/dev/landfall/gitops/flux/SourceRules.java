package dev.landfall.gitops.flux;

import dev.landfall.gitops.GoDuration;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;

/** Whether the GitRepository has stored an artifact with our commit, and what to do until it has. */
final class SourceRules {
    /** This many passes may go without our commit: hosts lag, and networks fail for a while. */
    private static final int PATIENCE = 3;

    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(1);

    private SourceRules() {}

    static Optional<Verdict> suspended(Snapshot snapshot) {
        if (snapshot.isSourceAtOurs()) return Optional.empty();
        return KustomizationObstacles.suspended(snapshot.source()).map(SpecRules::blocked);
    }

    static Optional<Verdict> stalled(Snapshot snapshot) {
        if (snapshot.isSourceAtOurs()) return Optional.empty();
        return KustomizationObstacles.stalled(
                        snapshot.source().ref(), snapshot.source().stalled())
                .map(reason -> Verdict.of(new Progress.Failed(reason)));
    }

    static Optional<Verdict> failing(Snapshot snapshot) {
        if (snapshot.isSourceAtOurs()) return Optional.empty();
        return snapshot.source().failure().map(failure -> {
            Reason reason = failure.reason();
            boolean patient = isPatient(snapshot)
                    || snapshot.waitedFor(Verdict.Awaited.SOURCE).compareTo(LEAST_PATIENCE) < 0;
            if (patient) return Verdict.awaitingSource(new Progress.Pending(reason));
            Progress lasting =
                    failure.isOutOfReach() ? new Progress.Blocked(reason, false) : new Progress.Failed(reason);
            return dropped(snapshot).orElseGet(() -> Verdict.awaitingSource(lasting));
        });
    }

    static Optional<Verdict> withoutOurCommit(Snapshot snapshot) {
        return switch (snapshot.relationOf(snapshot.source().artifact())) {
            case SAME, DESCENDANT -> Optional.empty();
            case ANCESTOR ->
                Optional.of(isPatient(snapshot) ? lagging(snapshot) : orDropped(snapshot, lagging(snapshot)));
            case DIVERGED -> Optional.of(orDropped(snapshot, lagging(snapshot)));
            case UNKNOWN -> Optional.of(orDropped(snapshot, unknown(snapshot)));
        };
    }

    /** The commit does not lie on the branch any more: somebody has rewound or overwritten it. */
    static Optional<Verdict> dropped(Snapshot snapshot) {
        if (snapshot.history().isOnBranch()) return Optional.empty();
        return Optional.of(Verdict.of(new Progress.Failed(snapshot.history().dropped())));
    }

    private static Verdict orDropped(Snapshot snapshot, Verdict otherwise) {
        return dropped(snapshot).orElse(otherwise);
    }

    private static Verdict lagging(Snapshot snapshot) {
        if (snapshot.sourcePasses() == 0) return notLooked(snapshot);
        String has = "%s looked at Git, but still has commit %s"
                .formatted(snapshot.source().ref(), snapshot.source().artifact().shortCommit());
        if (isPatient(snapshot)) {
            return Verdict.awaitingSource(new Progress.Pending(Reason.passing("revision-lag", has, "")));
        }
        return Verdict.awaitingSource(new Progress.Blocked(
                Reason.passing(
                        "commit-not-seen",
                        has,
                        "see whether it reads the same repository and branch, perhaps through a mirror that lags"),
                false));
    }

    private static Verdict notLooked(Snapshot snapshot) {
        Duration usual = snapshot.ofSource().longestSilence(snapshot.source().interval());
        if (snapshot.waitedFor(Verdict.Awaited.SOURCE).compareTo(usual) > 0) {
            return Verdict.awaitingSource(new Progress.Blocked(silent(snapshot), false))
                    .bySilenceOf("source-controller");
        }
        String how = snapshot.ofSource().allowed()
                ? ""
                : "; you may not patch it to ask for that, so this takes up to its own interval, "
                        + GoDuration.print(snapshot.source().interval());
        return Verdict.awaitingSource(new Progress.Pending(Reason.passing(
                "awaiting-source",
                "%s has not looked at Git since the push%s"
                        .formatted(snapshot.source().ref(), how),
                "")));
    }

    private static Reason silent(Snapshot snapshot) {
        return Reason.passing(
                "controller-not-reconciling",
                snapshot.source().ref() + " has not been looked at for more than 5 minutes",
                "see whether source-controller runs and logs errors");
    }

    private static Verdict unknown(Snapshot snapshot) {
        if (snapshot.source().artifact().commit().isEmpty()) {
            return Verdict.awaitingSource(new Progress.Pending(
                    Reason.passing("no-artifact", snapshot.source().ref() + " has fetched nothing yet", "")));
        }
        Reason reason = Reason.lasting(
                "revision-unknown",
                "%s has revision %s, which is not to be had from its repository"
                        .formatted(
                                snapshot.source().ref(),
                                Printable.line(snapshot.source().artifact().commit())),
                "see whether it reads the same repository, perhaps through a mirror");
        return Verdict.awaitingSource(isPatient(snapshot) ? new Progress.Pending(reason) : new Progress.Failed(reason));
    }

    private static boolean isPatient(Snapshot snapshot) {
        return snapshot.sourcePasses() < PATIENCE;
    }
}
