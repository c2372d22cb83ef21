package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who has written to an object, as the API server keeps it. */
final class FieldManagers {
    private static final JsonMapper MAPPER = new JsonMapper();

    private FieldManagers() {}

    static List<String> of(LiveObject object) {
        return names(object.at("/metadata/managedFields").valueStream().toList());
    }

    /** Those who have written one field; all of them where the API server does not tell, or for the whole object. */
    static List<String> of(LiveObject object, String field) {
        if (field.isEmpty()) return of(object);
        FieldPath path = FieldPath.parse(field);
        List<String> writers = names(object.at("/metadata/managedFields")
                .valueStream()
                .filter(entry -> names(entry.path("fieldsV1"), path))
                .toList());
        return writers.isEmpty() ? of(object) : writers;
    }

    private static List<String> names(List<JsonNode> entries) {
        return entries.stream()
                .map(entry -> entry.path("manager").asString("unknown"))
                .distinct()
                .toList();
    }

    /** In the form of structured-merge-diff: {@code f:} a key, {@code k:} the keys of a list's item, {@code v:} a value. */
    private static boolean names(JsonNode fields, FieldPath path) {
        Optional<JsonNode> node = Optional.of(fields);
        for (FieldPath.Step step : path.steps()) node = node.flatMap(at -> below(at, step));
        return node.isPresent();
    }

    private static Optional<JsonNode> below(JsonNode fields, FieldPath.Step step) {
        return fields.properties().stream()
                .filter(entry -> isFor(entry.getKey(), step))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isFor(String name, FieldPath.Step step) {
        return switch (step) {
            case FieldPath.Key(String key) -> name.equals("f:" + key);
            case FieldPath.Index(int index) -> name.equals("i:" + index);
            case FieldPath.Item item -> name.startsWith("k:") && item.names(parsed(name), -1);
            case FieldPath.Element(String value) ->
                name.startsWith("v:") && parsed(name).asString("").equals(value);
        };
    }

    private static JsonNode parsed(String name) {
        try {
            return MAPPER.readTree(name.substring(2));
        } catch (JacksonException notOurForm) {
            return MAPPER.missingNode();
        }
    }
}
