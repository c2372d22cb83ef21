package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.CreateObject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a manifest of a new object says, in the order in which manifests are read. */
record NewObject(ObjectRef object, ObjectNode given) {

    /** @throws Refusal if the content is another object's */
    static NewObject of(CreateObject create) {
        ObjectRef object = create.object();
        JsonNode metadata = create.content().path("metadata");
        ObjectRef named = ObjectRef.of(
                create.content().path("apiVersion").asString(""),
                create.content().path("kind").asString(""),
                metadata.path("namespace").asString(object.namespace()),
                metadata.path("name").asString(""));
        if (!named.isSameObjectAs(object))
            throw new Refusal(
                    "content-of-another-object",
                    "the content for " + object + " is that of " + named + " (" + named.apiVersion() + ")",
                    "give it the same apiVersion, kind, namespace and name");
        return new NewObject(object, create.content());
    }

    /**
     * With the namespace only where the owner would choose another one, or where the others have theirs as well.
     *
     * @param alike those that are in the folder, the most alike first
     * @throws Refusal if the owner puts everything into another namespace
     */
    ObjectNode content(Namespaces namespaces, List<ManifestObject> alike) {
        if (object.namespace().isEmpty()) return inOrder(false);
        String byDefault = namespaces.of("", object);
        if (byDefault.equals(object.namespace())) return inOrder(othersNameTheirs(alike));
        if (namespaces.overrides())
            throw new Refusal(
                    "namespace-overridden",
                    object + " cannot come from this folder: its owner applies everything in the namespace "
                            + byDefault,
                    "create it in the folder of an owner for that namespace");
        return inOrder(true);
    }

    private static boolean othersNameTheirs(List<ManifestObject> alike) {
        List<ManifestObject> namespaced = alike.stream()
                .filter(other -> !KindNames.isClusterWide(other.named().kind()))
                .limit(9)
                .toList();
        long naming = namespaced.stream()
                .filter(other -> !other.named().namespace().isEmpty())
                .count();
        return naming * 2 > namespaced.size();
    }

    private ObjectNode inOrder(boolean namespace) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        Stream.of("apiVersion", "kind").forEach(key -> ordered.set(key, given.get(key)));
        ordered.set("metadata", metadata(namespace));
        given.properties().forEach(field -> ordered.putIfAbsent(field.getKey(), field.getValue()));
        return ordered;
    }

    private ObjectNode metadata(boolean namespace) {
        ObjectNode ordered = JsonNodeFactory.instance.objectNode();
        ordered.set("name", given.path("metadata").get("name"));
        if (namespace) ordered.put("namespace", object.namespace());
        for (Map.Entry<String, JsonNode> field : given.path("metadata").properties())
            if (!field.getKey().equals("namespace")) ordered.putIfAbsent(field.getKey(), field.getValue());
        return ordered;
    }
}
