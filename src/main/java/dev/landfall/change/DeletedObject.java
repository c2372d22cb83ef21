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
        if (SecretValues.isSecret(live.ref())) kept.remove(List.of("data", "stringData"));
        return kept;
    }
}
