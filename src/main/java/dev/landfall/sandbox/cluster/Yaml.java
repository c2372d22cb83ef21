package dev.landfall.sandbox.cluster;

import java.util.ArrayList;
import java.util.List;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads manifests as controllers do: for what they say, not for how they are written. */
public final class Yaml {
    private static final JsonMapper JSON = new JsonMapper();

    private Yaml() {}

    /**
     * The objects of all documents, those of a {@code List} one by one; what is no object with a kind is left out.
     *
     * @throws IllegalArgumentException in the parser's words where the text is no YAML
     */
    public static List<ObjectNode> objects(String text) {
        List<ObjectNode> objects = new ArrayList<>();
        try {
            for (Object document : new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                add(JSON.valueToTree(document), objects);
            }
        } catch (YamlEngineException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
        return objects;
    }

    private static void add(JsonNode document, List<ObjectNode> objects) {
        if (!(document instanceof ObjectNode object) || !object.path("kind").isString()) return;
        if (object.path("kind").asString().endsWith("List")
                && object.path("items").isArray()) {
            object.path("items").forEach(item -> add(item, objects));
        } else {
            objects.add(object);
        }
    }
}
