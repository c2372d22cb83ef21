package dev.landfall.charts;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.landfall.cluster.ObjectText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** A chart repository on loopback: an index, and the archives that it names. */
public final class ChartServerInProcess implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, List<String>> entries = new TreeMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final List<String> logins = new CopyOnWriteArrayList<>();

    private record Reply(int status, String location, ByteBuffer body) {}

    private ChartServerInProcess(HttpServer server) {
        this.server = server;
    }

    public static ChartServerInProcess start() {
        return start(InetAddress.getLoopbackAddress(), 0);
    }

    /** @param port 0 for any that is free */
    public static ChartServerInProcess start(InetAddress address, int port) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(address, port), 0);
            ChartServerInProcess server = new ChartServerInProcess(http);
            http.createContext("/", server::answer);
            http.start();
            return server;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** With a slash at the end. */
    public String root() {
        return "http://127.0.0.1:" + port() + "/";
    }

    /** @param files by path from the chart's folder; its name and version are those of its Chart.yaml */
    public void publish(Map<String, String> files) {
        JsonNode chart = ObjectText.json(files.get("Chart.yaml"));
        String name = chart.path("name").asString();
        String version = chart.path("version").asString();
        byte[] archive = PackagedChart.of(name, files);
        String file = "%s-%s.tgz".formatted(name, version);
        replies.put("/" + file, new Reply(200, "", ByteBuffer.wrap(archive)));
        list(name, version, file, sha256(archive));
    }

    /** Names it in the index, whether it is there or not. */
    void list(String name, String version, String url, String digest) {
        entries.computeIfAbsent(name, _ -> new ArrayList<>())
                .addFirst("  - {apiVersion: v2, name: %s, version: \"%s\", digest: \"%s\", urls: [\"%s\"]}\n"
                        .formatted(name, version, digest, url));
        StringBuilder index = new StringBuilder("apiVersion: v1\nentries:\n");
        entries.forEach((chart, versions) ->
                index.append("  ").append(chart).append(":\n").append(String.join("", versions)));
        reply("/index.yaml", 200, index.toString());
    }

    void reply(String path, int status, String body) {
        replies.put(path, new Reply(status, "", ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8))));
    }

    void reply(String path, byte[] body) {
        replies.put(path, new Reply(200, "", ByteBuffer.wrap(body)));
    }

    void redirect(String path, String location) {
        replies.put(path, new Reply(302, location, ByteBuffer.allocate(0)));
    }

    /** Paths, in the order in which they were asked for. */
    List<String> asked() {
        return asked;
    }

    /** Of the header by which somebody logs in; empty where there was none. */
    List<String> logins() {
        return logins;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(path);
            String login = exchange.getRequestHeaders().getFirst("Authorization");
            logins.add(login == null ? "" : login);
            Reply reply = replies.getOrDefault(
                    path, new Reply(path.startsWith("/down/") ? 503 : 404, "", ByteBuffer.allocate(0)));
            if (!reply.location().isEmpty()) exchange.getResponseHeaders().add("Location", reply.location());
            byte[] body = reply.body().array();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) exchange.getResponseBody().write(body);
        }
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
