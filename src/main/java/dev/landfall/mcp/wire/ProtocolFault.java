package dev.landfall.mcp.wire;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A message that is none, or asks for what is not there; the codes are those of JSON-RPC and of the protocol. */
public final class ProtocolFault extends RuntimeException {
    public static final int PARSE_ERROR = -32700;
    public static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    public static final int INVALID_PARAMS = -32602;
    public static final int INTERNAL_ERROR = -32603;
    public static final int BUSY = -32000;
    public static final int HEADER_MISMATCH = -32020;
    public static final int MISSING_CAPABILITY = -32021;
    public static final int UNSUPPORTED_VERSION = -32022;

    private static final long serialVersionUID = 1;

    private final int code;
    private final transient JsonNode data;

    public ProtocolFault(int code, String message) {
        this(code, message, JsonNodeFactory.instance.missingNode());
    }

    /** @param data a missing node where there is none */
    public ProtocolFault(int code, String message, JsonNode data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    int code() {
        return code;
    }

    /** The answer that says so to a request. */
    ObjectNode to(JsonNode id) {
        ObjectNode answer = envelope();
        answer.set("id", id);
        answer.set("error", error());
        return answer;
    }

    /** The answer to what has no id that could be read. */
    ObjectNode toNobody() {
        ObjectNode answer = envelope();
        answer.set("error", error());
        return answer;
    }

    private static ObjectNode envelope() {
        return JsonNodeFactory.instance.objectNode().put("jsonrpc", "2.0");
    }

    private ObjectNode error() {
        ObjectNode error =
                JsonNodeFactory.instance.objectNode().put("code", code).put("message", getMessage());
        if (!data.isMissingNode()) error.set("data", data);
        return error;
    }
}
