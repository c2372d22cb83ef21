package dev.landfall.manifest;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a manifest over an object as {@code kubectl apply} does: a field that the manifest names gets its value, one that
 * it does not name stays, for the API server may have put it there. A list becomes the manifest's; items that have an
 * identity keep what the manifest does not say of them.
 */
final class ManifestMerge {
    private ManifestMerge() {}

    static JsonNode of(JsonNode before, JsonNode manifest) {
        if (LiveValue.says(before, manifest)) return before;
        if (manifest instanceof ObjectNode wanted && before instanceof ObjectNode present) {
            ObjectNode merged = present.deepCopy();
            wanted.properties().forEach(field -> merge(merged, field.getKey(), field.getValue()));
            return merged;
        }
        if (manifest instanceof ArrayNode wanted && before instanceof ArrayNode present) return list(present, wanted);
        return manifest.deepCopy();
    }

    private static void merge(ObjectNode merged, String name, JsonNode wanted) {
        JsonNode present = merged.get(name);
        // Who writes null asks for nothing to be there.
        if (wanted.isNull()) merged.remove(name);
        else merged.set(name, present == null ? wanted.deepCopy() : of(present, wanted));
    }

    private static ArrayNode list(ArrayNode present, ArrayNode wanted) {
        Optional<String> identity = ListIdentity.of(present, wanted);
        if (identity.isEmpty()) return wanted.deepCopy();
        ArrayNode merged = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : wanted) {
            merged.add(ListIdentity.indexOf(present, item, identity.get())
                    .map(old -> of(present.get(old), item))
                    .orElseGet(item::deepCopy));
        }
        return merged;
    }
}
