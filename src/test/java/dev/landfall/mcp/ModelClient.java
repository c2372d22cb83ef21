package dev.landfall.mcp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A client that keeps every line that it is sent; a line that is no JSON is its failure. */
public final class ModelClient implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();
    /** A call takes 60 s at most. */
    private static final long PATIENCE_SECONDS = 65;

    private final OutputStream toServer;
    private final Map<Long, BlockingQueue<JsonNode>> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<JsonNode> withoutId = new LinkedBlockingQueue<>();
    private final List<JsonNode> notifications = new CopyOnWriteArrayList<>();
    private final List<String> noProtocol = new CopyOnWriteArrayList<>();
    private final AtomicLong ids = new AtomicLong(100);
    private final Thread reading;

    public ModelClient(OutputStream toServer, InputStream fromServer) {
        this.toServer = toServer;
        this.reading = Thread.startVirtualThread(() -> read(fromServer));
    }

    static ModelClient of(ModelDoor door) {
        try {
            Pipe there = Pipe.open();
            Pipe back = Pipe.open();
            Thread.ofPlatform()
                    .daemon()
                    .start(() ->
                            door.serve(Channels.newInputStream(there.source()), Channels.newOutputStream(back.sink())));
            ModelClient client =
                    new ModelClient(Channels.newOutputStream(there.sink()), Channels.newInputStream(back.source()));
            client.initialize();
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void read(InputStream fromServer) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(fromServer, StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) sort(line);
        } catch (IOException gone) {
            // As at the end of the stream.
        }
    }

    private void sort(String line) {
        JsonNode message;
        try {
            message = JSON.readTree(line);
        } catch (RuntimeException none) {
            noProtocol.add(line);
            return;
        }
        if (message.has("method")) notifications.add(message);
        else if (message.has("id")) answers(message.path("id").asLong()).add(message);
        else withoutId.add(message);
    }

    private BlockingQueue<JsonNode> answers(long id) {
        return answers.computeIfAbsent(id, none -> new LinkedBlockingQueue<>());
    }

    public JsonNode initialize() {
        ObjectNode params = JSON.createObjectNode().put("protocolVersion", "2025-11-25");
        params.putObject("capabilities");
        params.putObject("clientInfo").put("name", "test").put("version", "1");
        JsonNode answer = request("initialize", params);
        send("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        return answer;
    }

    /** @return the whole answer */
    JsonNode request(String method, JsonNode params) {
        long id = ids.incrementAndGet();
        ObjectNode request =
                JSON.createObjectNode().put("jsonrpc", "2.0").put("id", id).put("method", method);
        request.set("params", params);
        send(request.toString());
        return answerTo(id);
    }

    JsonNode answerTo(long id) {
        return next(answers(id), "answer to " + id);
    }

    JsonNode answerWithoutId() {
        return next(withoutId, "answer without an id");
    }

    private static JsonNode next(BlockingQueue<JsonNode> from, String what) {
        try {
            JsonNode next = from.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (next == null) throw new AssertionError("no " + what + " within " + PATIENCE_SECONDS + " s");
            return next;
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    boolean hasAnswerTo(long id) {
        return !answers(id).isEmpty();
    }

    /** @return the result of a tool */
    public JsonNode call(String tool, String arguments) {
        JsonNode answer = request("tools/call", callOf(tool, arguments));
        if (!answer.has("result")) throw new AssertionError("no result: " + answer);
        return answer.path("result");
    }

    static ObjectNode callOf(String tool, String arguments) {
        ObjectNode params = JSON.createObjectNode().put("name", tool);
        params.set("arguments", JSON.readTree(arguments));
        return params;
    }

    /** Sends a call of track that asks to be told how it goes, and does not wait for its answer. */
    public void beginTracking(long id, String change, int seconds) {
        send("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"tools/call\",\"params\":{\"name\":\"track\","
                + "\"arguments\":{\"change\":\"" + change + "\",\"timeoutSeconds\":" + seconds + "},"
                + "\"_meta\":{\"progressToken\":\"t\"}}}");
    }

    void send(String line) {
        try {
            synchronized (toServer) {
                toServer.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                toServer.flush();
            }
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    public List<JsonNode> notifications() {
        return notifications;
    }

    /** What came on standard output that is none of the protocol. */
    public List<String> noProtocol() {
        return noProtocol;
    }

    void awaitEnd() throws InterruptedException {
        reading.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
    }

    /** As a client does that is done, or gone. */
    public void vanish() {
        try {
            toServer.close();
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public void close() {
        vanish();
    }
}
