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
import tools.jackson.databind.node.JsonNodeFactory;

/** The objects that an owner would apply, by their names. */
record AppliedObjects(Map<ObjectRef, JsonNode> objects) {

    /** @param defaultNamespace of objects that name none; it is given to cluster-scoped ones as well, which harms nobody here */
    static AppliedObjects of(List<JsonNode> documents, String defaultNamespace) {
        Map<ObjectRef, JsonNode> objects = new LinkedHashMap<>();
        documents.stream().flatMap(AppliedObjects::unpacked).forEach(object -> {
            ObjectRef ref = new LiveObject(object).ref();
            String namespace = ref.namespace().isEmpty() ? defaultNamespace : ref.namespace();
            // Two of one name: which of them is applied is chance, so a difference in either counts.
            objects.merge(unversioned(ref, namespace), object, AppliedObjects::both);
        });
        return new AppliedObjects(objects);
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

    /** A cluster-scoped object is found under the default namespace, too. */
    Optional<ObjectRef> find(ObjectRef ref) {
        return objects.keySet().stream()
                .filter(each -> each.isSameObjectAs(ref)
                        || (ref.namespace().isEmpty() && each.isSameObjectAs(unversioned(ref, each.namespace()))))
                .findFirst();
    }

    Optional<JsonNode> object(ObjectRef ref) {
        return find(ref).map(objects::get);
    }

    AppliedObjects with(ObjectRef ref, Optional<JsonNode> object) {
        Map<ObjectRef, JsonNode> changed = new LinkedHashMap<>(objects);
        if (object.isPresent()) changed.put(ref, object.get());
        else changed.remove(ref);
        return new AppliedObjects(changed);
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
