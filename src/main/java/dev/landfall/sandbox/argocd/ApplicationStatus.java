package dev.landfall.sandbox.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.sandbox.cluster.ObjectStore;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a comparison writes into the status of an Application. */
record ApplicationStatus(LiveObject application, Comparison comparison, Instant began) {

    /** @param askedGit whether the comparison was with what the branch is now */
    void writeTo(ObjectNode object, boolean askedGit) {
        ObjectNode status = object.withObject("/status");
        status.put("controllerNamespace", application.ref().namespace());
        status.put("resourceHealthSource", "appTree");
        if (!status.has("sourceHydrator")) status.putObject("sourceHydrator");
        ObjectNode sync = status.withObject("/sync");
        sync.put("status", comparison.syncStatus());
        if (askedGit) status.put("reconciledAt", ObjectStore.time(began));
        ObjectNode comparedTo = sync.withObject("/comparedTo");
        comparedTo.set("source", application.at("/spec/source").deepCopy());
        comparedTo.set("destination", application.at("/spec/destination").deepCopy());
        if (comparison.hasFailed()) return; // what was seen before is all that is known
        sync.put("revision", comparison.revision());
        status.put("sourceType", "Directory");
        resources(status.putArray("resources"));
        health(status.withObject("/health"));
        images(status);
    }

    private void resources(ArrayNode resources) {
        for (Comparison.Entry entry : comparison.entries()) {
            ObjectRef ref = entry.ref();
            ObjectNode resource = resources.addObject();
            if (!ref.group().isEmpty()) resource.put("group", ref.group());
            resource.put("kind", ref.kind()).put("name", ref.name());
            if (!ref.namespace().isEmpty()) resource.put("namespace", ref.namespace());
            if (entry.isExtra()) resource.put("requiresPruning", true);
            resource.put("status", entry.isSynced() ? "Synced" : "OutOfSync").put("version", ref.version());
        }
    }

    private void health(ObjectNode health) {
        String now = comparison.health().word();
        if (!health.path("status").asString("").equals(now)) {
            health.put("status", now).put("lastTransitionTime", ObjectStore.time(began));
        }
        comparison.cause().ifPresentOrElse(cause -> health.put("message", cause), () -> health.remove("message"));
    }

    private void images(ObjectNode status) {
        Set<String> images = new TreeSet<>();
        comparison.entries().forEach(entry -> entry.live().ifPresent(live -> addImages(live, images)));
        ObjectNode summary = status.putObject("summary");
        if (!images.isEmpty()) images.forEach(summary.putArray("images")::add);
    }

    static void addImages(LiveObject object, Set<String> images) {
        for (JsonNode container : object.at("/spec/template/spec/containers")) {
            images.add(container.path("image").asString(""));
        }
    }
}
