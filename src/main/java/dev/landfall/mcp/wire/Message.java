package dev.landfall.mcp.wire;

import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** One message of JSON-RPC 2.0, as far as it is valid in itself. */
public sealed interface Message {
    /** Of one message; 1 MiB is far more than an instruction needs. */
    int MOST_BYTES = 1 << 20;

    /**
     * @param id a text or a whole number
     * @param params an empty object where there are none
     */
    record Request(JsonNode id, String method, ObjectNode params) implements Message {}

    record Notification(String method, ObjectNode params) implements Message {}

    /** To a request that the server has sent. */
    record Response(ObjectNode body) implements Message {}

    /** @throws ProtocolFault where it is none */
    static Message parse(byte[] text) {
        JsonNode tree = tree(text);
        if (tree.isArray()) throw invalid("batches are not part of the protocol: send one message at a time");
        if (!(tree instanceof ObjectNode body)) throw invalid("a message is a JSON object");
        if (!body.path("jsonrpc").asString("").equals("2.0")) throw invalid("\"jsonrpc\" must be \"2.0\"");
        if (!body.has("method")) return response(body);
        if (!body.path("method").isString()) throw invalid("\"method\" must be a text");
        String method = body.path("method").asString();
        ObjectNode params = params(body);
        if (!body.has("id")) return new Notification(method, params);
        return new Request(id(body), method, params);
    }

    /** The id of what is otherwise no valid message, or a missing node. */
    static JsonNode idIn(byte[] text) {
        try {
            JsonNode id = tree(text).path("id");
            return isId(id) ? id : JsonNodeFactory.instance.missingNode();
        } catch (ProtocolFault unreadable) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static JsonNode tree(byte[] text) {
        try {
            JsonNode tree = Reader.MAPPER.readTree(text);
            if (tree.isMissingNode()) throw new ProtocolFault(ProtocolFault.PARSE_ERROR, "there is no JSON");
            return tree;
        } catch (JacksonException unreadable) {
            throw new ProtocolFault(ProtocolFault.PARSE_ERROR, "this is no JSON" + place(unreadable));
        }
    }

    /** What is too deep or too long has none. */
    private static String place(JacksonException unreadable) {
        TokenStreamLocation place = unreadable.getLocation();
        return place == null ? "" : " at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }

    private static Response response(ObjectNode body) {
        if (body.has("id") && (body.has("result") || body.has("error"))) return new Response(body);
        throw invalid("\"method\" is missing");
    }

    private static JsonNode id(ObjectNode body) {
        if (isId(body.path("id"))) return body.path("id");
        throw invalid("\"id\" must be a text or a whole number");
    }

    private static boolean isId(JsonNode id) {
        return id.isString() || id.isIntegralNumber();
    }

    private static ObjectNode params(ObjectNode body) {
        if (!body.has("params")) return JsonNodeFactory.instance.objectNode();
        if (body.path("params") instanceof ObjectNode params) return params;
        throw invalid("\"params\" must be an object");
    }

    private static ProtocolFault invalid(String message) {
        return new ProtocolFault(ProtocolFault.INVALID_REQUEST, message);
    }

    /** Holds the mapper until the first message comes. */
    final class Reader {
        private static final int DEEPEST = 64;
        private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();

        private Reader() {}

        static byte[] bytes(JsonNode message) {
            return MAPPER.writeValueAsBytes(message);
        }

        static ObjectNode versions(List<String> supported, String requested) {
            ObjectNode data = MAPPER.createObjectNode();
            supported.forEach(data.putArray("supported")::add);
            return data.put("requested", requested);
        }
    }
}
