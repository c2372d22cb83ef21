package dev.landfall.githost;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A host's API on loopback, in the dialect of whoever extends it, with the faults that a test orders. */
public abstract class LookAlikeHost implements AutoCloseable {
    /** Easy to find in any text that it must not be in. */
    public static final String TOKEN = "canary-51fd-token";

    /** One that may read only. */
    public static final String READING_TOKEN = "canary-8ab2-reading";

    protected static final JsonMapper MAPPER = new JsonMapper();

    private final HttpServer server;
    private final String scheme;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();

    /** What happens to one request instead of an answer. */
    public sealed interface Fault {
        /** An answer with this status and these headers, and a body that is no secret. */
        record Answers(int status, Map<String, String> headers, String body) implements Fault {}

        /** Nothing: the request is answered as it should be, and the next one meets what was ordered next. */
        record Passes() implements Fault {}

        /** The request is done, and its answer ends in the middle. */
        record HalfAnswer() implements Fault {}

        /** The request is done, and no answer comes. */
        record Silence() implements Fault {}
    }

    /**
     * @param query decoded
     * @param body a missing node where there is none
     */
    public record Request(String method, String path, Map<String, String> query, JsonNode body, Headers headers) {

        public String authorization() {
            return String.valueOf(headers.getFirst("Authorization"));
        }

        public String parameter(String name) {
            return query.getOrDefault(name, "");
        }
    }

    /** @param body null for none */
    public record Reply(int status, JsonNode body, Map<String, String> headers) {
        public static Reply of(int status, JsonNode body) {
            return new Reply(status, body, Map.of());
        }

        public static Reply empty(int status) {
            return new Reply(status, null, Map.of());
        }
    }

    protected LookAlikeHost(Optional<SSLContext> tls) throws IOException {
        InetSocketAddress any = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
        if (tls.isPresent()) {
            HttpsServer https = HttpsServer.create(any, 0);
            https.setHttpsConfigurator(new HttpsConfigurator(tls.get()));
            server = https;
        } else {
            server = HttpServer.create(any, 0);
        }
        scheme = tls.isPresent() ? "https" : "http";
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    /** It answers nobody before. */
    protected final void listen() {
        server.createContext("/", this::handle);
        server.start();
    }

    /** What the host says to a request. */
    protected abstract Reply reply(Request request);

    /** {@code http://127.0.0.1:PORT}. */
    public final String root() {
        return scheme + "://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The next request meets it, and those after it what was ordered after it. */
    public final void order(Fault fault) {
        faults.add(fault);
    }

    /** {@code METHOD path?query} of every request so far. */
    public final List<String> requests() {
        return List.copyOf(requests);
    }

    protected static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<Fault> fault = Optional.ofNullable(faults.poll());
            if (fault.isPresent() && fault.get() instanceof Fault.Answers answers) {
                send(exchange, answers);
                return;
            }
            Reply reply = reply(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    query(exchange.getRequestURI().getRawQuery()),
                    body.length == 0 ? MAPPER.missingNode() : MAPPER.readTree(body),
                    exchange.getRequestHeaders()));
            send(exchange, reply, fault);
        } catch (RuntimeException ours) {
            ours.printStackTrace();
            exchange.sendResponseHeaders(500, -1);
        }
    }

    private static void send(HttpExchange exchange, Fault.Answers answers) throws IOException {
        answers.headers().forEach(exchange.getResponseHeaders()::set);
        byte[] bytes = answers.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answers.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void send(HttpExchange exchange, Reply reply, Optional<Fault> fault) throws IOException {
        if (fault.isPresent() && fault.get() instanceof Fault.Silence) {
            silence();
            return;
        }
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        byte[] bytes = reply.body() == null ? new byte[0] : MAPPER.writeValueAsBytes(reply.body());
        exchange.sendResponseHeaders(reply.status(), bytes.length == 0 ? -1 : bytes.length);
        boolean half = fault.isPresent() && fault.get() instanceof Fault.HalfAnswer;
        int sent = half ? bytes.length / 2 : bytes.length;
        exchange.getResponseBody().write(bytes, 0, sent);
        // Else half an answer is none at all, since what is not flushed is thrown away.
        exchange.getResponseBody().flush();
    }

    /** For longer than any test lets a client wait. */
    private static void silence() {
        try {
            Thread.sleep(20_000);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, String> query(String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        if (raw == null) return query;
        for (String pair : raw.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            query.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
        }
        return query;
    }

    public static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
