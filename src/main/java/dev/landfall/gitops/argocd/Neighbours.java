package dev.landfall.gitops.argocd;

import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Trouble of other objects in the same Application: worth a warning, and no more. */
record Neighbours(Snapshot snapshot) {
    private static final int SHOWN = 5;

    List<Reason> warnings() {
        List<Reason> warnings = new ArrayList<>();
        operation().ifPresent(warnings::add);
        unhealthy().ifPresent(warnings::add);
        outOfSync().ifPresent(warnings::add);
        return warnings;
    }

    private Optional<Reason> operation() {
        Optional<SyncOperation> ours = snapshot.ourOperation();
        if (ours.filter(SyncOperation::hasFailed).isPresent()) {
            return ours.map(operation -> warning(
                    "neighbour-sync-failed",
                    "the sync of Application %s ended as %s for others: %s"
                            .formatted(name(), operation.phase(), OperationRules.failures(operation))));
        }
        return ours.filter(SyncOperation::isActive)
                .map(operation -> warning(
                        "sync-goes-on",
                        "our objects are applied, while the sync of Application %s goes on for others: %s"
                                .formatted(name(), operation.message())));
    }

    private Optional<Reason> unhealthy() {
        return told(Troubles.unhealthy(snapshot.application(), this::isNeighbour))
                .map(names -> warning(
                        "neighbour-unhealthy",
                        "Argo CD reports trouble in Application %s: %s".formatted(name(), names)));
    }

    private Optional<Reason> outOfSync() {
        if (!snapshot.isComparedWithOurCommit()) return Optional.empty();
        return told(Troubles.outOfSync(snapshot.application(), this::isNeighbour))
                .map(names -> warning(
                        "neighbour-out-of-sync",
                        "others in Application %s differ from Git: %s".formatted(name(), names)));
    }

    private boolean isNeighbour(ResourceEntry entry) {
        return !snapshot.isOurs(entry.object());
    }

    private Optional<String> told(List<String> troubles) {
        if (troubles.isEmpty()) return Optional.empty();
        List<String> some = troubles.stream().limit(SHOWN).toList();
        return Optional.of(snapshot.hop().former().tellApart(some));
    }

    private Reason warning(String code, String message) {
        return Reason.passing(code, message, "see `argocd app get %s`".formatted(name()));
    }

    private String name() {
        return snapshot.name();
    }
}
