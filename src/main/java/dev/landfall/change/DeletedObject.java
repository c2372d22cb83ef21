package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What is kept of an object that is deleted, so that it can be made again. */
final class DeletedObject {
    private static final List<String> OF_THE_SERVER = List.of(
            "uid",
            "resourceVersion",
            "generation",
            "creationTimestamp",
            "managedFields",
            "selfLink",
            "ownerReferences");

    private DeletedObject() {}

    /** Without what the API server adds, and of a Secret without its values: the journal is no place for them. */
    static JsonNode kept(LiveObject live) {
        ObjectNode kept = (ObjectNode) live.json().deepCopy();
        kept.remove("status");
        if (kept.path("metadata") instanceof ObjectNode metadata) metadata.remove(OF_THE_SERVER);
        if (SecretValues.isSecret(live.ref())) kept.remove(SecretValues.VALUES);
        removeOfControllers(kept, live.ref().kind());
        return kept;
    }

    /** What a controller wrote for the object as it was, and writes anew for another one. */
    private static void removeOfControllers(ObjectNode kept, String kind) {
        if (kept.at("/metadata/annotations") instanceof ObjectNode annotations) {
            annotations.remove("deployment.kubernetes.io/revision");
            if (annotations.isEmpty() && kept.path("metadata") instanceof ObjectNode metadata)
                metadata.remove("annotations");
        }
        if (!(kept.path("spec") instanceof ObjectNode spec)) return;
        if (kind.equals("Service")) spec.remove(List.of("clusterIP", "clusterIPs", "healthCheckNodePort"));
        if (kind.equals("Pod")) spec.remove("nodeName");
        if (kind.equals("Job") && !spec.path("manualSelector").asBoolean(false)) removeJobLabels(spec);
    }

    private static void removeJobLabels(ObjectNode spec) {
        spec.remove("selector");
        if (spec.at("/template/metadata/labels") instanceof ObjectNode labels)
            labels.remove(List.of(
                    "controller-uid",
                    "job-name",
                    "batch.kubernetes.io/controller-uid",
                    "batch.kubernetes.io/job-name"));
    }
}
