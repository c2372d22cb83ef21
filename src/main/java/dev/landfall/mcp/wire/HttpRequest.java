package dev.landfall.mcp.wire;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What the headers of a POST say, and whether its message says the same. */
final class HttpRequest {
    private static final Set<String> NAMED = Set.of("tools/call", "resources/read", "prompts/get");
    private static final String VERSION = "MCP-Protocol-Version";

    private final HttpExchange exchange;
    private final Headers headers;

    HttpRequest(HttpExchange exchange) {
        this.exchange = exchange;
        this.headers = exchange.getRequestHeaders();
    }

    String session() {
        return header("Mcp-Session-Id");
    }

    boolean takesEvents() {
        return accepts("text/event-stream");
    }

    /** @throws HttpRefusal where it is none that can be read */
    byte[] body() throws IOException {
        if (!header("Content-Type").toLowerCase(Locale.ROOT).matches("application/json *(;.*)?"))
            throw new HttpRefusal(415, "the Content-Type must be application/json");
        if (!accepts("application/json")) throw new HttpRefusal(406, "the client must accept application/json");
        byte[] body = exchange.getRequestBody().readNBytes(Message.MOST_BYTES + 1);
        if (body.length > Message.MOST_BYTES)
            throw new HttpRefusal(413, "the message has more than " + Message.MOST_BYTES + " bytes");
        return body;
    }

    private boolean accepts(String type) {
        List<String> accepted = headers.getOrDefault("Accept", List.of("*/*"));
        return accepted.stream().anyMatch(line -> line.contains(type) || line.contains("*/*"));
    }

    private String header(String name) {
        String value = headers.getFirst(name);
        return value == null ? "" : value.strip();
    }

    /** Whether the message stands for itself, without a session. */
    boolean isStateless(Message message) {
        boolean named = switch (message) {
            case Message.Request request -> Revision.isNamedIn(request.params());
            case Message.Notification notification -> Revision.isNamedIn(notification.params());
            case Message.Response _ -> false;
        };
        String version = header(VERSION);
        return named || !(version.isEmpty() || Revision.OF_SESSIONS.contains(version));
    }

    /** @throws ProtocolFault where headers and message differ, or one of them is missing */
    void requireSame(Message.Request request) {
        Revision.requireNamed(request.params());
        requireSame(VERSION, header(VERSION), Revision.namedIn(request.params()));
        Revision.requireStateless(request.params());
        requireSame("Mcp-Method", header("Mcp-Method"), request.method());
        if (NAMED.contains(request.method())) requireSame("Mcp-Name", decoded("Mcp-Name"), name(request.params()));
    }

    private static String name(ObjectNode params) {
        JsonNode name = params.path("name");
        return (name.isMissingNode() ? params.path("uri") : name).asString("");
    }

    private static void requireSame(String name, String header, String body) {
        if (!header.equals(body))
            throw new ProtocolFault(
                    ProtocolFault.HEADER_MISMATCH, "the header " + name + " does not say what the message says");
    }

    /** Text that no header can hold comes as {@code =?base64?…?=}. */
    private String decoded(String name) {
        String value = header(name);
        if (!value.startsWith("=?base64?") || !value.endsWith("?=")) return value;
        try {
            String encoded = value.substring("=?base64?".length(), value.length() - 2);
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException none) {
            return value;
        }
    }
}
