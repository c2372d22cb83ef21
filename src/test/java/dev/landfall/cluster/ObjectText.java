package dev.landfall.cluster;

import java.util.List;
import java.util.Locale;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Objects and kinds as tests write them down. */
public final class ObjectText {
    private static final JsonMapper JSON = new JsonMapper();

    private ObjectText() {}

    /** @param yaml or JSON, which is YAML too */
    public static JsonNode json(String yaml) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(yaml));
    }

    public static LiveObject object(String yaml) {
        return new LiveObject(json(yaml));
    }

    /** The same with other words wherever a text is only this word. */
    public static JsonNode saying(JsonNode node, String word, String others) {
        if (node.isString())
            return node.asString().equals(word) ? JSON.getNodeFactory().stringNode(others) : node;
        if (node instanceof ObjectNode object)
            List.copyOf(object.properties())
                    .forEach(field -> object.set(field.getKey(), saying(field.getValue(), word, others)));
        if (node instanceof ArrayNode list)
            for (int i = 0; i < list.size(); i++) list.set(i, saying(list.get(i), word, others));
        return node;
    }

    /** A kind with namespaces whose names follow the usual rule. */
    public static ResourceType type(String group, String version, String kind) {
        String singular = kind.toLowerCase(Locale.ROOT);
        return new ResourceType(group, version, kind, singular + "s", singular, List.of(), true);
    }
}
