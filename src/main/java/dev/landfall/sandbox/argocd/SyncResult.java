package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What came of one sync.
 *
 * @param revision empty where it did not come to one
 */
record SyncResult(String phase, String message, String revision, List<Applied> resources) {

    /**
     * What became of one object.
     *
     * @param status {@code Synced}, {@code SyncFailed}, {@code Pruned}, {@code PruneSkipped}
     */
    record Applied(LiveObject object, String status, String message) {}

    static SyncResult error(String message) {
        return new SyncResult("Error", message, "", List.of());
    }

    static SyncResult of(String revision, List<Applied> resources) {
        return resources.stream()
                .filter(applied -> applied.status().equals("SyncFailed"))
                .findFirst()
                .map(failed -> new SyncResult(
                        "Failed",
                        "one or more synchronization tasks completed unsuccessfully, reason: " + failed.message(),
                        revision,
                        resources))
                .orElseGet(
                        () -> new SyncResult("Succeeded", "successfully synced (all tasks run)", revision, resources));
    }

    boolean succeeded() {
        return phase.equals("Succeeded");
    }

    void writeTo(ObjectNode state, JsonNode source) {
        state.put("phase", phase).put("message", message);
        ObjectNode result = state.putObject("syncResult");
        ArrayNode entries = result.putArray("resources");
        resources.forEach(applied -> write(applied, entries.addObject()));
        if (!revision.isEmpty()) result.put("revision", revision);
        result.set("source", source.deepCopy());
    }

    private static void write(Applied applied, ObjectNode entry) {
        ObjectRef ref = applied.object().ref();
        entry.put("group", ref.group())
                .put("hookPhase", phase(applied.status()))
                .put("kind", ref.kind())
                .put("message", applied.message())
                .put("name", ref.name())
                .put("namespace", ref.namespace())
                .put("status", applied.status())
                .put("syncPhase", "Sync")
                .put("version", ref.version());
        Set<String> images = new TreeSet<>();
        ApplicationStatus.addImages(applied.object(), images);
        if (!images.isEmpty()) images.forEach(entry.putArray("images")::add);
    }

    private static String phase(String status) {
        return switch (status) {
            case "Synced" -> "Running";
            case "SyncFailed" -> "Failed";
            default -> "Succeeded";
        };
    }
}
