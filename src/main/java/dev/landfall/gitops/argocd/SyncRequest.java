package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Relation;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A sync of one Application, asked for by writing its field {@code operation} (docs/user-guide/sync-kubectl.md). */
final class SyncRequest {
    private static final String MARKER = "landfall.dev/commit";

    private SyncRequest() {}

    /** Whether we asked for the operation; up to its first resolved revision only this marker tells. */
    static boolean isOurs(SyncOperation operation, String commit) {
        return operation
                .request()
                .path("info")
                .valueStream()
                .anyMatch(info -> info.path("name").asString("").equals(MARKER)
                        && info.path("value").asString("").equals(commit));
    }

    /**
     * Fails where the Application has changed since the snapshot: over a running operation the request would be lost
     * when that one ends.
     */
    static JsonNode patch(Snapshot snapshot) {
        Application application = snapshot.application();
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        patch.addObject()
                .put("op", "test")
                .put("path", "/metadata/resourceVersion")
                .put("value", application.live().resourceVersion());
        patch.addObject().put("op", "add").put("path", "/operation").set("value", operation(snapshot));
        return patch;
    }

    private static ObjectNode operation(Snapshot snapshot) {
        ObjectNode operation = JsonNodeFactory.instance.objectNode();
        operation.putObject("initiatedBy").put("username", "landfall");
        operation
                .putArray("info")
                .addObject()
                .put("name", MARKER)
                .put("value", snapshot.history().commit());
        ObjectNode sync = operation.putObject("sync");
        if (snapshot.application().hasSeveralSources()) revisions(snapshot, sync.putArray("revisions"));
        else sync.put("revision", revision(snapshot));
        sync.putObject("syncStrategy").putObject("hook");
        JsonNode options = snapshot.application().live().at("/spec/syncPolicy/syncOptions");
        if (options.isArray()) sync.set("syncOptions", options.deepCopy());
        return operation;
    }

    /** Of the other sources what was compared last. */
    private static void revisions(Snapshot snapshot, ArrayNode revisions) {
        for (Application source : snapshot.application().bySource())
            revisions.add(
                    source.index() == snapshot.application().index() ? revision(snapshot) : source.comparedRevision());
    }

    /**
     * Our commit, or the newer one that Argo CD compared with: a sync of ours could take back what others have synced
     * since, and where a hydrator stands between there is nothing else to sync.
     */
    private static String revision(Snapshot snapshot) {
        return snapshot.compared() == Relation.DESCENDANT || snapshot.hydrated().isPresent()
                ? snapshot.application().comparedRevision()
                : snapshot.history().commit();
    }
}
