package dev.landfall.cli;

import dev.landfall.reason.Printable;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Data for programs, as JSON or YAML. */
final class Documents {
    static final int SCHEMA_VERSION = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Documents() {}

    static ObjectNode create() {
        return MAPPER.createObjectNode().put("schemaVersion", SCHEMA_VERSION);
    }

    static void print(JsonNode document, GlobalOptions.Format format, Terminal terminal) {
        String text = switch (format) {
            case json -> MAPPER.writeValueAsString(document) + "\n";
            case yaml -> yaml(document);
            case text -> throw new IllegalStateException("text is no document");
        };
        terminal.print(Printable.text(text));
    }

    private static String yaml(JsonNode document) {
        DumpSettings settings =
                DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).build();
        return new Dump(settings).dumpToString(MAPPER.convertValue(document, Map.class));
    }
}
