package dev.landfall.mcp;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The schemas of answers as clients list them: short, for every client reads them before it asks anything. The whole
 * ones are docs/schemas, and whatever holds for those holds for these.
 */
final class OutputSchemas {
    private static final String REASON =
            "{\"type\":\"object\",\"required\":[\"code\",\"message\",\"remedy\",\"retryable\"]}";

    private OutputSchemas() {}

    /** Of what plans, lands or follows a change. */
    static ObjectNode changeReport() {
        return parse("""
                {"type":"object",
                 "required":["schemaVersion","plan","change","outcome","reason","parts","warnings"],
                 "properties":{
                  "plan":{"anyOf":[{"type":"object","required":["id","digest","diff"]},{"type":"null"}]},
                  "change":{"anyOf":[{"type":"string"},{"type":"null"}]},
                  "outcome":{"type":"string"},
                  "reason":%s,
                  "parts":{"type":"array"},
                  "warnings":{"type":"array"},
                  "questions":{"type":"array"}}}
                """.formatted(REASON));
    }

    /** Of what reads: these fields, or the report of outcome Error. */
    static ObjectNode either(List<String> fields) {
        ObjectNode schema = parse("""
                {"type":"object","required":["schemaVersion"],
                 "properties":{"outcome":{"const":"Error"},"reason":%s}}
                """.formatted(REASON));
        ArrayNode either = schema.putArray("anyOf");
        fields.forEach(either.addObject().putArray("required")::add);
        List.of("outcome", "reason").forEach(either.addObject().putArray("required")::add);
        return schema;
    }

    private static ObjectNode parse(String json) {
        return (ObjectNode) JsonMapper.shared().readTree(json);
    }
}
