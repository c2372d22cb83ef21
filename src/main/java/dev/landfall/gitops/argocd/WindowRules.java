package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** What keeps a sync from starting that is neither in the Application nor in its operation. */
final class WindowRules {
    private WindowRules() {}

    /** Argo CD gives no sign of a closed window: no condition, no event. */
    static Optional<Verdict> closed(Snapshot snapshot) {
        return snapshot.around()
                .windows()
                .closed(snapshot.name())
                .map(reason -> Verdict.of(new Progress.Blocked(reason, !reason.retryable())));
    }

    /** A foreign sync would break the order of the steps, so that none is asked for, whoever wishes it. */
    static Optional<Verdict> rolling(Snapshot snapshot) {
        return snapshot.around()
                .rolling()
                .leavesNoSync(snapshot.name())
                .map(reason -> Verdict.of(new Progress.Blocked(reason, !reason.retryable())));
    }

    /** Whether a sync that we ask for would be neither held nor out of order. */
    static boolean allowAskedSync(Snapshot snapshot) {
        Optional<Reason> turn = snapshot.around().rolling().leavesNoSync(snapshot.name());
        return turn.isEmpty() && !snapshot.around().windows().forbidsManualSync();
    }
}
