package dev.landfall.cluster;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An object as the API server showed it at one moment. */
public record LiveObject(JsonNode json) {

    public ObjectRef ref() {
        return ObjectRef.of(
                json.path("apiVersion").asString(""),
                json.path("kind").asString(""),
                metadata("namespace"),
                metadata("name"));
    }

    public String uid() {
        return metadata("uid");
    }

    public String resourceVersion() {
        return metadata("resourceVersion");
    }

    public long generation() {
        return json.at("/metadata/generation").asLong(0);
    }

    public boolean isBeingDeleted() {
        return json.at("/metadata/deletionTimestamp").isString();
    }

    public Map<String, String> labels() {
        return texts(json.at("/metadata/labels"));
    }

    public Map<String, String> annotations() {
        return texts(json.at("/metadata/annotations"));
    }

    public List<OwnerReference> ownerReferences() {
        return json.at("/metadata/ownerReferences")
                .valueStream()
                .map(LiveObject::ownerReference)
                .toList();
    }

    /** The value at a JSON pointer such as {@code /spec/replicas}; a missing node where there is none. */
    public JsonNode at(String pointer) {
        return json.at(pointer);
    }

    private String metadata(String field) {
        return json.path("metadata").path(field).asString("");
    }

    private static OwnerReference ownerReference(JsonNode entry) {
        return new OwnerReference(
                entry.path("apiVersion").asString(""),
                entry.path("kind").asString(""),
                entry.path("name").asString(""),
                entry.path("uid").asString(""),
                entry.path("controller").asBoolean(false));
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().asString("")));
        return texts;
    }
}
