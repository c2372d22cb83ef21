package dev.landfall.gitops.argocd;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How far an Application got with a commit, as a pure function of one snapshot: rules in order of rank, of which the
 * first that applies decides.
 *
 * <p>Rank matters: what makes the rest of the status history comes first; then what proves that our objects were
 * applied, since trouble of other objects in the same Application is not ours; then what an operation does; then
 * whether the comparison knows our commit at all. A status {@code Synced} and {@code Healthy} that was compared with an
 * older commit is the classic false success.
 */
final class ApplicationVerdict {
    private static final List<Function<Snapshot, Optional<Verdict>>> RULES = List.of(
            SpecRules::deleting,
            SpecRules::skipsReconcile,
            SpecRules::retargeted,
            SpecRules::invalid,
            HydrationRules::notHydrated,
            ArrivalRules::superseded,
            ArrivalRules::applied,
            ArrivalRules::pruneSkipped,
            OperationRules::heldByWindow,
            OperationRules::waitingForPruneConfirmation,
            OperationRules::waitingForRetry,
            OperationRules::running,
            OperationRules::otherRunning,
            ComparisonRules::stale,
            ComparisonRules::failing,
            HydrationRules::notPromoted,
            ComparisonRules::withoutOurCommit,
            OperationRules::failedBeforeALaterCommit,
            OperationRules::failedForOurs,
            ArrivalRules::notRendered,
            ArrivalRules::nothingToApply,
            OperationRules::failed,
            OperationRules::givenUp,
            ArrivalRules::waitingForSync);

    private ApplicationVerdict() {}

    static Verdict judge(Snapshot snapshot) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(snapshot).stream())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no rule judges " + snapshot.name()));
    }
}
