package dev.landfall.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** An HTTP server that gives fixed answers by path and query, and 404 to the rest. */
final class AnsweringServer implements AutoCloseable {
    /**
     * @param first so many characters are sent at once
     * @param open the rest is sent when it is
     */
    private record Answer(int status, String body, int first, CountDownLatch open) {}

    private static final Answer NOT_FOUND = new Answer(404, "{}", 2, new CountDownLatch(0));

    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /** What was asked for, in order. */
    final List<String> asked = new CopyOnWriteArrayList<>();

    AnsweringServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    AnsweringServer answering(String path, String body) {
        return answering(path, 200, body);
    }

    AnsweringServer answering(String path, int status, String body) {
        answers.put(path, new Answer(status, body, body.length(), new CountDownLatch(0)));
        return this;
    }

    /** The second part is sent only when the latch is open. */
    AnsweringServer answering(String path, String first, CountDownLatch open, String second) {
        answers.put(path, new Answer(200, first + second, first.length(), open));
        return this;
    }

    ApiServer api() {
        return api(Duration.ofSeconds(30));
    }

    ApiServer api(Duration call) {
        Config config = new ConfigBuilder(Config.empty())
                .withMasterUrl("http://127.0.0.1:" + server.getAddress().getPort())
                .withRequestRetryBackoffLimit(0)
                .build();
        return new ApiServer(config, call);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        Answer answer = answers.getOrDefault(path, NOT_FOUND);
        byte[] body = answer.body().getBytes(StandardCharsets.US_ASCII);
        try (exchange) {
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body, 0, answer.first());
            exchange.getResponseBody().flush();
            answer.open().await();
            exchange.getResponseBody().write(body, answer.first(), body.length - answer.first());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
