package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** Why an Application does not bring what is in Git into the cluster, whatever the commit. */
record StandingFault(Cluster cluster, Application application) {

    Optional<Reason> reason() {
        if (application.live().isBeingDeleted() || application.skipsReconcile()) return Optional.empty();
        return Obstacles.invalidSpec(application)
                .or(() -> Obstacles.statusTooLarge(application))
                .or(this::notCompared)
                .or(this::notSynced);
    }

    private Optional<Reason> notCompared() {
        if (!application.isSyncStatusUnknown()) return Optional.empty();
        return application
                .condition("ComparisonError")
                .map(error -> ComparisonFault.of(error).reason(application, error));
    }

    private Optional<Reason> notSynced() {
        Optional<SyncOperation> operation = application.operation();
        boolean works = operation
                .filter(one -> one.isActive() || one.isWaitingForRetry())
                .isPresent();
        if (works || !application.syncStatus().equals("OutOfSync")) return Optional.empty();
        return operation
                .filter(SyncOperation::hasFailed)
                .map(failed -> again("sync-failed", "the last sync failed: " + OperationRules.failures(failed)))
                .or(() -> application
                        .condition("SyncError")
                        .map(error -> again("auto-sync-given-up", "Argo CD does not try again: " + error)))
                .or(this::byHand);
    }

    private Reason again(String code, String message) {
        String name = application.qualifiedName();
        return Reason.lasting(
                code,
                "Application %s is OutOfSync; %s".formatted(name, message),
                "mend what the message names in Git, or sync again: `argocd app sync %s`".formatted(name));
    }

    /** One that an ApplicationSet syncs step by step needs no sync of its own. */
    private Optional<Reason> byHand() {
        if (application.syncsByItself()) return Optional.empty();
        boolean stepped = !(new SurroundingsReader(cluster, application).rolling() instanceof RollingSync.None);
        return stepped ? Optional.empty() : Optional.of(Obstacles.manualSync(application));
    }
}
