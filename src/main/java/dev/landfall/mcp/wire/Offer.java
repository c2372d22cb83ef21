package dev.landfall.mcp.wire;

import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a server offers.
 *
 * @param instructions how to use it, for the model
 * @param methods besides those by which client and server agree
 * @param responses what becomes of the answers to requests that a method has sent
 */
public record Offer(
        String name,
        String title,
        String version,
        String instructions,
        ObjectNode capabilities,
        Map<String, Method> methods,
        Consumer<Message.Response> responses) {

    ObjectNode serverInfo() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("name", name)
                .put("title", title)
                .put("version", version);
    }
}
