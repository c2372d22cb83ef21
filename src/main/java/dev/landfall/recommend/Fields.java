package dev.landfall.recommend;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.CreateObject;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The beginning of every manifest of one workload, and the labels by which its objects find each other. */
record Fields(WorkloadIntent intent, ClusterFacts facts) {
    private static final String PREFIX = "app.kubernetes.io/";

    /** An object beside the workload, or the workload itself; its content is still to be filled. */
    record Begun(ObjectRef ref, ObjectNode content) {
        ObjectNode spec() {
            return content.withObject("/spec");
        }

        CreateObject creation() {
            return new CreateObject(ref, content);
        }
    }

    Begun begin(String group, String kind, String name) {
        ObjectRef ref = facts.ref(group, kind, intent.namespace(), name);
        ObjectNode content = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", ref.apiVersion())
                .put("kind", ref.kind());
        ObjectNode metadata = content.putObject("metadata").put("name", name).put("namespace", intent.namespace());
        ObjectNode labels = metadata.putObject("labels");
        if (kind.equals(intent.kind().kind())) labelWithVersion(labels);
        else label(labels);
        return new Begun(ref, content);
    }

    /**
     * For people and tools, on what runs the version. There is no {@code instance}: Argo CD takes that one for the mark of an Application. What a
     * selector selects by stays for good, so that it has the name alone.
     */
    void labelWithVersion(ObjectNode labels) {
        select(labels);
        String version = intent.image().tag();
        if (version.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?")) labels.put(PREFIX + "version", version);
        partOf(labels);
    }

    private void label(ObjectNode labels) {
        select(labels);
        partOf(labels);
    }

    private void partOf(ObjectNode labels) {
        intent.partOf().ifPresent(whole -> labels.put(PREFIX + "part-of", whole));
    }

    void select(ObjectNode labels) {
        Map.of(PREFIX + "name", intent.name()).forEach(labels::put);
    }
}
