package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import tools.jackson.databind.JsonNode;

/**
 * An entry of {@code status.operationState.syncResult.resources}: what one operation did to one object.
 *
 * @param message printable
 */
record AppliedResource(ObjectRef object, String status, String message, String hookType, String hookPhase) {

    static AppliedResource of(JsonNode entry) {
        return new AppliedResource(
                ResourceEntry.object(entry),
                entry.path("status").asString(""),
                Printable.line(entry.path("message").asString("")),
                entry.path("hookType").asString(""),
                entry.path("hookPhase").asString(""));
    }

    boolean isApplied() {
        return hookType.isEmpty() ? status.equals("Synced") : hookPhase.equals("Succeeded");
    }

    boolean isPruned() {
        return status.equals("Pruned");
    }

    /** Left in the cluster although it is not in Git any more, for the reason in the message. */
    boolean isPruneSkipped() {
        return status.equals("PruneSkipped");
    }

    boolean hasFailed() {
        return status.equals("SyncFailed") || hookPhase.equals("Failed") || hookPhase.equals("Error");
    }
}
