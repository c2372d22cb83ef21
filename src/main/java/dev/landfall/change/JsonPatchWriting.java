package dev.landfall.change;

import dev.landfall.manifest.FieldDifference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes the JSON patch (RFC 6902) from one state of an object to another, with a test of each value that it replaces. */
final class JsonPatchWriting {
    private JsonPatchWriting() {}

    static ArrayNode between(JsonNode before, JsonNode after) {
        ArrayNode patch = JsonNodeFactory.instance.arrayNode();
        for (FieldDifference difference : FieldDifference.between(before, after)) {
            String pointer = difference.pointer();
            difference
                    .before()
                    .ifPresent(old -> patch.addObject()
                            .put("op", "test")
                            .put("path", pointer)
                            .set("value", old));
            if (difference.after().isEmpty()) {
                patch.addObject().put("op", "remove").put("path", pointer);
            } else {
                String operation = difference.before().isPresent() ? "replace" : "add";
                patch.addObject()
                        .put("op", operation)
                        .put("path", pointer)
                        .set("value", difference.after().get());
            }
        }
        return patch;
    }
}
