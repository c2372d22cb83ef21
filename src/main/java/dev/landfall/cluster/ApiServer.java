package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Speaks HTTP with the API server, with the credentials of the kubeconfig and a deadline on each call. */
final class ApiServer implements AutoCloseable {
    private static final Duration CALL = Duration.ofSeconds(30);
    private static final String NO_LIST = "answered with a list that ends too early, or with none";

    private final Config config;
    private final Duration call;
    private final HttpClient http;
    private final JsonMapper mapper = new JsonMapper();
    private final ObjectReader itemReader = mapper.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    ApiServer(Config config) {
        this(config, CALL);
    }

    /** @param call how long one may take in all, and reading a list once it has begun */
    ApiServer(Config config, Duration call) {
        this.config = config;
        this.call = call;
        this.http = new JdkHttpClientFactory().newBuilder(config).build();
    }

    /** An answer that is no fault of connection or authentication; the caller knows what its status means to it. */
    record Answer(int status, JsonNode body) {

        boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** The API server's own words about a failure. */
        String message() {
            return body.path("message").asString("status " + status);
        }
    }

    /** An answer that is no JSON where it succeeds. */
    record Text(int status, String text) {}

    String address() {
        return config.getMasterUrl().replaceAll("/+$", "");
    }

    String contextName() {
        var current = config.getCurrentContext();
        return current == null ? "" : current.getName();
    }

    String defaultNamespace() {
        return config.getNamespace() == null ? "default" : config.getNamespace();
    }

    Answer get(String path) {
        return call(http.newHttpRequestBuilder().uri(address() + path));
    }

    Answer get(String path, String accept) {
        return call(http.newHttpRequestBuilder().uri(address() + path).header("Accept", accept));
    }

    /** A list whose items are read one after the other while it arrives: no more of them than one is held. */
    Answer list(String path, Consumer<JsonNode> item) {
        HttpResponse<InputStream> response =
                await(http.sendAsync(timed(http.newHttpRequestBuilder().uri(address() + path)), InputStream.class));
        CompletableFuture<Void> reading = new CompletableFuture<>();
        // Whoever still reads it then fails.
        var _ = reading.orTimeout(call.toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((_, _) -> close(response.body()));
        try {
            return read(response, item);
        } catch (JacksonException | IOException broken) {
            throw reading.isDone() ? late(broken) : unreachable(NO_LIST, broken);
        } finally {
            reading.complete(null);
        }
    }

    private Answer read(HttpResponse<InputStream> response, Consumer<JsonNode> item) throws IOException {
        if (response.code() >= 300)
            return answer(response.code(), response.body().readAllBytes());
        try (JsonParser parser = itemReader.createParser(response.body())) {
            return new Answer(response.code(), items(parser, item));
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException _) {
            // It is of no use any more.
        }
    }

    /** @return the list without its items */
    private ObjectNode items(JsonParser parser, Consumer<JsonNode> item) {
        ObjectNode rest = mapper.createObjectNode();
        if (parser.nextToken() != JsonToken.START_OBJECT) throw unreachable(NO_LIST, null);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            boolean listed = parser.nextToken() == JsonToken.START_ARRAY && name.equals("items");
            if (!listed) rest.set(name, itemReader.readTree(parser));
            else while (parser.nextToken() != JsonToken.END_ARRAY) item.accept(itemReader.readTree(parser));
        }
        return rest;
    }

    Text text(String path) {
        HttpResponse<byte[]> response = exchange(http.newHttpRequestBuilder().uri(address() + path));
        String text = response.body() == null ? "" : new String(response.body(), StandardCharsets.UTF_8);
        if (response.code() == 401) throw unauthenticated();
        if (response.code() == 429 || response.code() >= 500) throw unreachable("answered " + response.code(), null);
        return new Text(response.code(), text);
    }

    Answer send(String method, String path, String contentType, JsonNode body) {
        return call(http.newHttpRequestBuilder()
                .uri(address() + path)
                .method(method, contentType, mapper.writeValueAsString(body)));
    }

    /** Streams an answer line by line or not at all; the future ends with the stream. */
    CompletableFuture<HttpResponse<AsyncBody>> stream(String path, AsyncBody.Consumer<List<ByteBuffer>> consumer) {
        return http.consumeBytes(
                http.newHttpRequestBuilder()
                        .uri(address() + path)
                        .forStreaming()
                        .build(),
                consumer);
    }

    JsonMapper mapper() {
        return mapper;
    }

    @Override
    public void close() {
        http.close();
    }

    private Answer call(HttpRequest.Builder builder) {
        HttpResponse<byte[]> response = exchange(builder);
        return answer(response.code(), response.body());
    }

    private Answer answer(int status, byte[] body) {
        Answer answer = new Answer(status, parse(body));
        if (answer.status() == 401) throw unauthenticated();
        if (answer.status() == 429 || answer.status() >= 500) throw unreachable("answered " + answer.message(), null);
        return answer;
    }

    private HttpResponse<byte[]> exchange(HttpRequest.Builder builder) {
        return await(http.sendAsync(timed(builder), byte[].class));
    }

    private HttpRequest timed(HttpRequest.Builder builder) {
        return builder.timeout(call.toMillis(), TimeUnit.MILLISECONDS).build();
    }

    private <T> HttpResponse<T> await(CompletableFuture<HttpResponse<T>> answer) {
        try {
            return answer.get(call.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw late(late);
        } catch (ExecutionException failed) {
            throw unreachable("cannot be reached: " + rootMessage(failed), failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw unreachable("was not waited for: interrupted", interrupted);
        }
    }

    private JsonNode parse(byte[] body) {
        try {
            JsonNode node = body == null || body.length == 0 ? null : mapper.readTree(body);
            return node == null ? mapper.createObjectNode() : node;
        } catch (JacksonException notJson) {
            // A proxy or a broken server in between: the status still tells the caller something.
            return mapper.createObjectNode();
        }
    }

    private ClusterException late(Throwable cause) {
        return unreachable("did not answer in " + call.toSeconds() + " s", cause);
    }

    private ClusterException unauthenticated() {
        Reason reason = Reason.lasting(
                "unauthenticated",
                "the API server " + address() + " does not accept the credentials of context " + contextName(),
                "log in again, or choose another --context");
        return new ClusterException(ClusterException.Fault.RIGHTS, reason, null);
    }

    private ClusterException unreachable(String what, Throwable cause) {
        Reason reason = Reason.passing(
                "api-server-unreachable",
                "the API server " + address() + " " + what,
                "check the network and the address in the kubeconfig, context " + contextName());
        return new ClusterException(ClusterException.Fault.UNREACHABLE, reason, cause);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) root = root.getCause();
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
