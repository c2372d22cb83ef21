package dev.landfall.schema;

import java.util.HashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a schema by what one object has, for a kind whose own schema nobody shows us. */
final class LiveShape {
    private static final Set<String> MAPS_OF_TEXTS = Set.of("labels", "annotations");

    private LiveShape() {}

    static JsonNode of(JsonNode object) {
        ObjectNode schema = shape(object);
        for (String map : MAPS_OF_TEXTS) {
            ObjectNode texts = schema.withObject("/properties/metadata/properties/" + map);
            texts.removeAll()
                    .put("type", "object")
                    .putObject("additionalProperties")
                    .put("type", "string");
        }
        return schema;
    }

    private static ObjectNode shape(JsonNode value) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (value.getNodeType()) {
            case OBJECT -> {
                schema.put("type", "object");
                ObjectNode properties = schema.putObject("properties");
                value.properties().forEach(field -> properties.set(field.getKey(), shape(field.getValue())));
            }
            case ARRAY -> list(value, schema);
            case STRING -> schema.put("type", "string");
            case NUMBER -> schema.put("type", value.isIntegralNumber() ? "integer" : "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case NULL, MISSING, BINARY, POJO -> {
                // Nothing follows from it: anything goes.
            }
        }
        return schema;
    }

    /** Its items have what any of them has; a name that each has for itself tells them apart. */
    private static void list(JsonNode list, ObjectNode schema) {
        ObjectNode items = schema.put("type", "array").putObject("items");
        Set<String> names = new HashSet<>();
        for (JsonNode item : list) {
            ObjectNode one = shape(item);
            JsonNode known = items.path("properties").deepCopy();
            items.setAll(one);
            if (known instanceof ObjectNode fields && items.path("properties") instanceof ObjectNode more)
                fields.properties().forEach(field -> more.set(field.getKey(), field.getValue()));
            names.add(item.path("name").asString(""));
        }
        if (!list.isEmpty() && names.size() == list.size() && !names.contains(""))
            schema.putArray("x-kubernetes-list-map-keys").add("name");
    }
}
