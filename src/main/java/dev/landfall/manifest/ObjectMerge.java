package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields that must change for an object, which is there, to say what is given, as {@code kubectl apply} does it: what
 * is not given stays. Lists become the given ones, item by item where these are told apart by a field.
 */
final class ObjectMerge {
    private final ObjectRef object;
    private final List<FieldChange> changes = new ArrayList<>();

    private ObjectMerge(ObjectRef object) {
        this.object = object;
    }

    static List<FieldChange> changes(ObjectRef object, JsonNode now, JsonNode given) {
        ObjectMerge merge = new ObjectMerge(object);
        merge.fields(List.of(), now, given);
        return merge.changes;
    }

    private void fields(List<FieldPath.Step> way, JsonNode now, JsonNode given) {
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            List<FieldPath.Step> longer = new ArrayList<>(way);
            longer.add(new FieldPath.Key(field.getKey()));
            // The namespace is the same, whether the file names it or its owner adds it.
            if (!FieldPath.text(longer).equals("metadata.namespace"))
                field(new FieldPath(longer), Optional.ofNullable(now.get(field.getKey())), field.getValue());
        }
    }

    private void field(FieldPath path, Optional<JsonNode> now, JsonNode given) {
        boolean there = now.isPresent() && !now.get().isNull();
        if (given.isNull()) {
            if (there) changes.add(new RemoveField(object, path));
        } else if (there && now.get().isObject() && given.isObject()) fields(path.steps(), now.get(), given);
        // What is so already is found out where it is written: JSON does not show a text that needs quotes.
        else changes.add(new SetField(object, path, there ? merged(now.get(), given) : given));
    }

    private static JsonNode merged(JsonNode now, JsonNode given) {
        if (now.isObject() && given.isObject()) return mergedFields(now, given);
        return now.isArray() && given.isArray() ? mergedItems(now, given) : given;
    }

    private static JsonNode mergedFields(JsonNode now, JsonNode given) {
        ObjectNode both = (ObjectNode) now.deepCopy();
        for (Map.Entry<String, JsonNode> field : given.properties()) {
            JsonNode old = both.get(field.getKey());
            if (field.getValue().isNull()) both.remove(field.getKey());
            else both.set(field.getKey(), old == null ? field.getValue() : merged(old, field.getValue()));
        }
        return both;
    }

    private static JsonNode mergedItems(JsonNode now, JsonNode given) {
        Optional<String> identity = ListIdentity.of(now, given);
        if (identity.isEmpty()) return given;
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : given)
            list.add(ListIdentity.indexOf(now, item, identity.get())
                    .map(at -> merged(now.get(at), item))
                    .orElse(item));
        return list;
    }
}
