package dev.landfall.render;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML documents as trees. What is written by strangers may refer to itself, or unfold without end: both are refused. */
public final class YamlDocuments {
    private static final int DEEPEST = 100;
    private static final int MOST_NODES = 2_000_000;
    private static final JsonMapper MAPPER = new JsonMapper();

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setCodePointLimit(64 * 1024 * 1024)
            .setMaxAliasesForCollections(1000)
            .build();

    private int nodes;

    private YamlDocuments() {}

    /**
     * The documents that are not empty.
     *
     * @throws IllegalArgumentException with what is wrong and where
     */
    public static List<JsonNode> in(byte[] yaml) {
        YamlDocuments reading = new YamlDocuments();
        List<JsonNode> documents = new ArrayList<>();
        try {
            for (Object document : new Load(SETTINGS).loadAllFromString(new String(yaml, StandardCharsets.UTF_8))) {
                if (document != null) documents.add(reading.tree(document, 0));
            }
        } catch (YamlEngineException malformed) {
            throw new IllegalArgumentException(malformed.getMessage(), malformed);
        }
        return documents;
    }

    private JsonNode tree(Object value, int depth) {
        nodes++;
        if (depth > DEEPEST || nodes > MOST_NODES)
            throw new IllegalArgumentException("nested too deeply, or unfolds to too much");
        return switch (value) {
            case Map<?, ?> mapping -> object(mapping, depth);
            case Iterable<?> list -> array(list, depth);
            case null, default -> MAPPER.valueToTree(value);
        };
    }

    private ObjectNode object(Map<?, ?> mapping, int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        mapping.forEach((key, value) -> object.set(String.valueOf(key), tree(value, depth + 1)));
        return object;
    }

    private ArrayNode array(Iterable<?> list, int depth) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        list.forEach(item -> array.add(tree(item, depth + 1)));
        return array;
    }
}
