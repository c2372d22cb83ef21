package dev.landfall.mcp.wire;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.node.ObjectNode;

/**
 * The way back of one HTTP request: a single JSON object, or a stream of events from the moment that there is something
 * to say before the answer, be it only that the server is still there.
 */
final class HttpReply implements Outlet {
    private final HttpExchange exchange;
    private final boolean mayStream;
    private OutputStream events;
    private boolean isDone;

    /** @param mayStream whether the client takes a stream of events */
    HttpReply(HttpExchange exchange, boolean mayStream) {
        this.exchange = exchange;
        this.mayStream = mayStream;
    }

    @Override
    public synchronized void send(ObjectNode message) throws IOException {
        if (mayStream) event(message);
    }

    /** Keeps the connection, and finds out whether anybody is at its other end. */
    synchronized void stillThere() throws IOException {
        if (!mayStream || isDone) return;
        write(": still there\n\n");
    }

    /** The last message; its status counts only where nothing was sent before. */
    synchronized void end(int status, ObjectNode message) throws IOException {
        isDone = true;
        if (events != null) {
            event(message);
            events.close();
            return;
        }
        byte[] body = Message.Reader.bytes(message);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    private void event(ObjectNode message) throws IOException {
        write("event: message\ndata: " + new String(Message.Reader.bytes(message), StandardCharsets.UTF_8) + "\n\n");
    }

    private void write(String text) throws IOException {
        if (events == null) {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.getResponseHeaders().set("Cache-Control", "no-cache");
            exchange.getResponseHeaders().set("X-Accel-Buffering", "no");
            exchange.sendResponseHeaders(200, 0);
            events = exchange.getResponseBody();
        }
        events.write(text.getBytes(StandardCharsets.UTF_8));
        events.flush();
    }
}
