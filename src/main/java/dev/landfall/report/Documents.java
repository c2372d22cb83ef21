package dev.landfall.report;

import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Data for programs, as JSON or YAML. */
public final class Documents {
    static final int SCHEMA_VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    public static ObjectNode create() {
        return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    public static String json(JsonNode document) {
        return MAPPER.writeValueAsString(document) + "\n";
    }

    public static String yaml(JsonNode document) {
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(MAPPER.convertValue(document, Map.class));
    }
}
