package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects that an owner would apply, by their names.
 *
 * @param generated those that change with what is in the objects
 */
record AppliedObjects(Map<ObjectRef, JsonNode> objects, GeneratedNames generated) {

    /** @param defaultNamespace of objects that name none; it is given to cluster-scoped ones as well, which harms nobody here */
    static AppliedObjects of(List<JsonNode> documents, String defaultNamespace) {
        return of(documents, defaultNamespace, GeneratedNames.NONE);
    }

    /** The same of what Kustomize builds. */
    static AppliedObjects of(List<JsonNode> documents, String defaultNamespace, GeneratedNames generated) {
        Map<ObjectRef, JsonNode> objects = new LinkedHashMap<>();
        documents.stream().flatMap(AppliedObjects::unpacked).forEach(object -> {
            ObjectRef ref = new LiveObject(object).ref();
            String namespace = ref.namespace().isEmpty() ? defaultNamespace : ref.namespace();
            // Two of one name: which of them is applied is chance, so a difference in either counts.
            objects.merge(unversioned(ref, namespace), object, AppliedObjects::both);
        });
        return new AppliedObjects(objects, generated);
    }

    /** As the tools that apply a {@code List} take it. */
    private static Stream<JsonNode> unpacked(JsonNode document) {
        boolean isList = document.path("kind").asString("").endsWith("List")
                && document.path("items").isArray();
        return isList ? document.path("items").valueStream().flatMap(AppliedObjects::unpacked) : Stream.of(document);
    }

    private static JsonNode both(JsonNode one, JsonNode other) {
        return JsonNodeFactory.instance.arrayNode().add(one).add(other);
    }

    private static ObjectRef unversioned(ObjectRef ref, String namespace) {
        return new ObjectRef(ref.group(), "", ref.kind(), namespace, ref.name());
    }

    /**
     * A cluster-scoped object is found under the default namespace, too, and a generated one by the name that it had
     * before.
     */
    Optional<ObjectRef> find(ObjectRef ref) {
        return objects.keySet().stream()
                .filter(each -> each.isSameObjectAs(ref)
                        || (ref.namespace().isEmpty() && each.isSameObjectAs(unversioned(ref, each.namespace()))))
                .findFirst()
                .or(() -> generated.meant(ref, objects.keySet()));
    }

    Optional<JsonNode> object(ObjectRef ref) {
        return find(ref).map(objects::get);
    }

    AppliedObjects with(ObjectRef ref, Optional<JsonNode> object) {
        Map<ObjectRef, JsonNode> changed = new LinkedHashMap<>(objects);
        if (object.isPresent()) changed.put(ref, object.get());
        else changed.remove(ref);
        return new AppliedObjects(changed, generated);
    }

    /** With another name of one object. */
    AppliedObjects withRenamed(ObjectRef from, ObjectRef to) {
        Map<ObjectRef, JsonNode> renamed = new LinkedHashMap<>();
        objects.forEach((ref, object) -> {
            if (ref.equals(from) && object.deepCopy() instanceof ObjectNode copy) {
                copy.withObject("/metadata").put("name", to.name());
                renamed.put(to, copy);
            } else renamed.put(ref, object);
        });
        return new AppliedObjects(renamed, generated);
    }

    /** With another text wherever one is the whole of a value. */
    AppliedObjects withText(String from, String to) {
        Map<ObjectRef, JsonNode> changed = new LinkedHashMap<>();
        objects.forEach((ref, object) -> changed.put(ref, withText(object, from, to)));
        return new AppliedObjects(changed, generated);
    }

    private static JsonNode withText(JsonNode node, String from, String to) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node.isString()) return node.asString().equals(from) ? json.stringNode(to) : node;
        if (node.isArray()) {
            ArrayNode list = json.arrayNode();
            node.forEach(item -> list.add(withText(item, from, to)));
            return list;
        }
        if (!node.isObject()) return node;
        ObjectNode object = json.objectNode();
        node.properties().forEach(field -> object.set(field.getKey(), withText(field.getValue(), from, to)));
        return object;
    }

    /** The first field of another object that has the name of this one as its value. */
    Optional<Difference> naming(ObjectRef object) {
        return differencesTo(withText(object.name(), "")).stream()
                .filter(difference -> !difference.object().equals(object))
                .findFirst();
    }

    List<Difference> differencesTo(AppliedObjects after) {
        Set<ObjectRef> all = new LinkedHashSet<>(objects.keySet());
        all.addAll(after.objects.keySet());
        List<Difference> differences = new ArrayList<>();
        for (ObjectRef ref : all)
            differences.addAll(Difference.between(
                    ref, Optional.ofNullable(objects.get(ref)), Optional.ofNullable(after.objects.get(ref))));
        return differences;
    }
}
