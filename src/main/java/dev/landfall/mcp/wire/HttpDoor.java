package dev.landfall.mcp.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Streamable HTTP at one path, of both eras: by sessions, or each request for itself. */
final class HttpDoor implements HttpHandler {
    static final String PATH = "/mcp";
    private static final int MOST_AT_ONCE = 64;
    private static final long BEAT_SECONDS = 5;

    private final Dispatch dispatch;
    private final HttpGate gate;
    private final Sessions sessions = new Sessions();
    private final Semaphore room = new Semaphore(MOST_AT_ONCE);

    HttpDoor(Dispatch dispatch, HttpGate gate) {
        this.dispatch = dispatch;
        this.gate = gate;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            HttpReply reply = new HttpReply(exchange, new HttpRequest(exchange).takesEvents());
            if (!room.tryAcquire()) {
                refuse(reply, new HttpRefusal(503, "too many requests are under way"));
                return;
            }
            try {
                admit(exchange, reply);
            } catch (HttpRefusal refusal) {
                refuse(reply, refusal);
            } finally {
                room.release();
            }
        }
    }

    private static void refuse(HttpReply reply, HttpRefusal refusal) throws IOException {
        reply.end(refusal.status(), new ProtocolFault(ProtocolFault.INVALID_REQUEST, refusal.getMessage()).toNobody());
    }

    private void admit(HttpExchange exchange, HttpReply reply) throws IOException {
        Optional<String> objection = gate.objection(exchange.getRequestHeaders());
        if (objection.isPresent()) throw new HttpRefusal(403, objection.get());
        if (!exchange.getRequestURI().getPath().equals(PATH)) throw new HttpRefusal(404, "there is only " + PATH);
        switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange, reply);
            case "DELETE" -> delete(exchange);
            default -> {
                exchange.getResponseHeaders().set("Allow", "POST, DELETE");
                throw new HttpRefusal(405, "this server takes POST, and DELETE of a session");
            }
        }
    }

    private void delete(HttpExchange exchange) throws IOException {
        String id = new HttpRequest(exchange).session();
        if (id.isEmpty()) throw new HttpRefusal(400, "the header Mcp-Session-Id is missing");
        if (!sessions.end(id)) throw new HttpRefusal(404, "there is no such session");
        exchange.sendResponseHeaders(204, -1);
    }

    private void post(HttpExchange exchange, HttpReply reply) throws IOException {
        HttpRequest request = new HttpRequest(exchange);
        byte[] body = request.body();
        try {
            take(exchange, request, Message.parse(body), reply);
        } catch (ProtocolFault fault) {
            JsonNode id = Message.idIn(body);
            reply.end(status(fault), id.isMissingNode() ? fault.toNobody() : fault.to(id));
        }
    }

    private static int status(ProtocolFault fault) {
        return fault.code() == ProtocolFault.METHOD_NOT_FOUND ? 404 : 400;
    }

    private void take(HttpExchange exchange, HttpRequest http, Message message, HttpReply reply) throws IOException {
        boolean stateless = http.isStateless(message);
        switch (message) {
            case Message.Request request
            when stateless -> {
                http.requireSame(request);
                answer(request, new Conversation(), reply);
            }
            case Message.Request request when request.method().equals("initialize") -> begin(exchange, request, reply);
            case Message.Request request -> answer(request, session(http), reply);
            case Message.Notification notification -> {
                dispatch.hear(notification, stateless ? new Conversation() : session(http));
                exchange.sendResponseHeaders(202, -1);
            }
            case Message.Response response -> {
                session(http);
                dispatch.hear(response);
                exchange.sendResponseHeaders(202, -1);
            }
        }
    }

    private Conversation session(HttpRequest http) {
        if (http.session().isEmpty()) throw new HttpRefusal(400, "the header Mcp-Session-Id is missing");
        return sessions.find(http.session()).orElseThrow(() -> new HttpRefusal(404, "there is no such session"));
    }

    private void begin(HttpExchange exchange, Message.Request request, HttpReply reply) throws IOException {
        Conversation conversation = new Conversation();
        Optional<ObjectNode> answer = dispatch.answer(dispatch.open(request, conversation, reply), conversation);
        if (answer.isEmpty()) return;
        if (conversation.isAgreed()) exchange.getResponseHeaders().set("Mcp-Session-Id", sessions.begin(conversation));
        reply.end(conversation.isAgreed() ? 200 : 400, answer.get());
    }

    private void answer(Message.Request request, Conversation conversation, HttpReply reply) throws IOException {
        Call call = dispatch.open(request, conversation, reply);
        CountDownLatch answered = new CountDownLatch(1);
        Thread.startVirtualThread(() -> beat(call, reply, answered));
        try {
            Optional<ObjectNode> answer = dispatch.answer(call, conversation);
            if (answer.isPresent()) reply.end(status(call, answer.get()), answer.get());
        } finally {
            answered.countDown();
        }
    }

    /** A client that is gone is noticed by this, and then nobody works for it any longer. */
    private static void beat(Call call, HttpReply reply, CountDownLatch answered) {
        try {
            while (!answered.await(BEAT_SECONDS, TimeUnit.SECONDS)) reply.stillThere();
        } catch (IOException gone) {
            call.stop();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** As the revision without sessions wants it; with sessions, faults are told by the message alone. */
    private static int status(Call call, ObjectNode answer) {
        if (!call.isStateless()) return 200;
        return switch (answer.path("error").path("code").asInt(0)) {
            case ProtocolFault.METHOD_NOT_FOUND -> 404;
            case ProtocolFault.MISSING_CAPABILITY, ProtocolFault.UNSUPPORTED_VERSION -> 400;
            default -> 200;
        };
    }
}
