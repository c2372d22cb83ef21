package dev.landfall.mcp.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the protocol's conformance suite asks a server for, on the wire that Landfall's own tools go over. Each thing that
 * it offers is described in {@code mcp/conformance.json}: what it tells and asks on the way, and its result. Prints where
 * it listens; {@code e2e/mcp-conformance} starts it.
 */
public final class ConformanceFixture {
    private static final JsonMapper JSON = new JsonMapper();
    private static final byte[] KEY = "of this process only".getBytes(StandardCharsets.UTF_8);
    private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
    private static final Map<String, String> CAPABILITY_FOR = Map.of(
            "elicitation/create", "elicitation",
            "sampling/createMessage", "sampling",
            "roots/list", "roots");

    private final JsonNode described;
    private final Map<String, CompletableFuture<ObjectNode>> asked = new ConcurrentHashMap<>();

    private ConformanceFixture(JsonNode described) {
        this.described = described;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        JsonNode described;
        try (var file = ConformanceFixture.class.getResourceAsStream("/mcp/conformance.json")) {
            described = JSON.readTree(file);
        }
        Dispatch dispatch = new Dispatch(new ConformanceFixture(described).offer());
        HttpServing serving = HttpServing.start(dispatch, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        System.out.println(serving.url());
        new CountDownLatch(1).await();
    }

    private Offer offer() {
        ObjectNode capabilities = JSON.createObjectNode();
        for (String each : new String[] {"tools", "resources", "prompts", "logging", "completions"})
            capabilities.putObject(each);
        Map<String, Method> methods = Map.ofEntries(
                Map.entry("tools/list", call -> cacheable(call, listed("tools"))),
                Map.entry("tools/call", call -> run(call, thing("tools", call))),
                Map.entry("prompts/list", call -> cacheable(call, listed("prompts"))),
                Map.entry("prompts/get", call -> run(call, thing("prompts", call))),
                Map.entry("resources/list", call -> cacheable(call, resources())),
                Map.entry("resources/templates/list", call -> cacheable(call, templates())),
                Map.entry("resources/read", call -> cacheable(call, read(call))),
                Map.entry("resources/subscribe", ConformanceFixture::ofSessionsOnly),
                Map.entry("resources/unsubscribe", ConformanceFixture::ofSessionsOnly),
                Map.entry("logging/setLevel", ConformanceFixture::ofSessionsOnly),
                Map.entry("completion/complete", _ -> completion()));
        return new Offer("fixture", "Fixture", "1", "", capabilities, methods, this::answered);
    }

    private static ObjectNode ofSessionsOnly(Call call) {
        if (call.isStateless()) throw new ProtocolFault(ProtocolFault.METHOD_NOT_FOUND, "only with a session");
        return JSON.createObjectNode();
    }

    private static ObjectNode cacheable(Call call, ObjectNode result) {
        return call.isStateless() ? result.put("ttlMs", 1_000).put("cacheScope", "public") : result;
    }

    private static ObjectNode completion() {
        ObjectNode result = JSON.createObjectNode();
        result.putObject("completion").put("total", 0).put("hasMore", false).putArray("values");
        return result;
    }

    private ObjectNode listed(String kind) {
        ObjectNode result = JSON.createObjectNode();
        ArrayNode list = result.putArray(kind);
        described.path(kind).properties().forEach(each -> {
            ObjectNode listed = list.addObject().put("name", each.getKey()).put("description", "of the fixture");
            if (kind.equals("tools")) listed.set("inputSchema", schema(each.getValue()));
            else
                for (JsonNode name : each.getValue().path("arguments"))
                    listed.withArray("arguments")
                            .addObject()
                            .put("name", name.asString())
                            .put("required", true);
        });
        return result;
    }

    private static ObjectNode schema(JsonNode tool) {
        if (tool.path("inputSchema") instanceof ObjectNode given) return given.deepCopy();
        ObjectNode schema = JSON.createObjectNode().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        tool.path("arguments")
                .forEach(name -> properties.putObject(name.asString()).put("type", "string"));
        return schema;
    }

    private JsonNode thing(String kind, Call call) {
        JsonNode thing = described.path(kind).path(call.params().path("name").asString(""));
        if (thing.isMissingNode()) throw new ProtocolFault(ProtocolFault.INVALID_PARAMS, "there is no such thing");
        return thing;
    }

    private ObjectNode run(Call call, JsonNode thing) {
        requireCapability(call, thing.path("needs").asString(""));
        for (JsonNode told : thing.path("tells")) tell(call, told);
        if (thing.has("asks")) return ask(call, thing);
        return thing.has("rounds") ? round(call, thing) : filled(thing.path("result"), call);
    }

    private static void requireCapability(Call call, String name) {
        if (name.isEmpty() || call.params().path("_meta").path(CAPABILITIES).has(name)) return;
        ObjectNode data = JSON.createObjectNode();
        data.putObject("requiredCapabilities").putObject(name);
        throw new ProtocolFault(ProtocolFault.MISSING_CAPABILITY, "a capability of the client is missing", data);
    }

    private static void tell(Call call, JsonNode told) {
        ObjectNode params = (ObjectNode) told.path("params").deepCopy();
        boolean isProgress = params.has("progress");
        JsonNode token = call.params().path("_meta").path("progressToken");
        if (isProgress && token.isMissingNode()) return;
        if (isProgress) params.set("progressToken", token);
        call.notify(told.path("method").asString(), params);
    }

    /** A request of the server's own, which only revisions with sessions know. */
    private ObjectNode ask(Call call, JsonNode thing) {
        String id = "asked-" + asked.size();
        CompletableFuture<ObjectNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        ObjectNode request =
                filled(thing.path("asks"), call).put("jsonrpc", "2.0").put("id", id);
        call.send(request);
        ObjectNode result = JSON.createObjectNode();
        result.putArray("content")
                .addObject()
                .put("type", "text")
                .put("text", thing.path("says").asString() + await(answer));
        return result;
    }

    private static JsonNode await(CompletableFuture<ObjectNode> answer) {
        try {
            return answer.get(20, TimeUnit.SECONDS).path("result");
        } catch (InterruptedException | ExecutionException | TimeoutException none) {
            throw new ProtocolFault(ProtocolFault.INTERNAL_ERROR, "the client did not answer");
        }
    }

    private void answered(Message.Response response) {
        CompletableFuture<ObjectNode> waiting =
                asked.get(response.body().path("id").asString(""));
        if (waiting != null) waiting.complete(response.body());
    }

    /** What the client must find out first, round by round; where it stands, the signed state tells. */
    private static ObjectNode round(Call call, JsonNode thing) {
        int round = standing(call);
        JsonNode wanted = thing.path("rounds").path(round);
        JsonNode given = call.params().path("inputResponses");
        boolean isAnswered = given.isObject()
                && wanted.propertyStream()
                        .allMatch(each -> given.path(each.getKey()).isObject());
        int next = isAnswered ? round + 1 : round;
        if (next == thing.path("rounds").size())
            return (ObjectNode) thing.path("result").deepCopy();
        ObjectNode result = JSON.createObjectNode().put("resultType", "input_required");
        ObjectNode requests = result.putObject("inputRequests");
        JsonNode has = call.params().path("_meta").path(CAPABILITIES);
        thing.path("rounds").path(next).properties().forEach(each -> {
            if (has.has(CAPABILITY_FOR.get(each.getValue().path("method").asString())))
                requests.set(each.getKey(), each.getValue());
        });
        return result.put("requestState", signed(next));
    }

    private static int standing(Call call) {
        String state = call.params().path("requestState").asString("");
        if (state.isEmpty()) return 0;
        int round = state.charAt(0) - '0';
        if (!state.equals(signed(round)))
            throw new ProtocolFault(ProtocolFault.INVALID_PARAMS, "the state is not ours");
        return round;
    }

    private static String signed(int round) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            return round + "." + HexFormat.of().formatHex(mac.doFinal(new byte[] {(byte) round}));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }

    private static ObjectNode filled(JsonNode template, Call call) {
        String text = template.toString();
        for (var argument : call.params().path("arguments").properties())
            text = text.replace(
                    "{" + argument.getKey() + "}", argument.getValue().asString(""));
        return (ObjectNode) JSON.readTree(text);
    }

    private ObjectNode resources() {
        ObjectNode result = JSON.createObjectNode();
        ArrayNode list = result.putArray("resources");
        described
                .path("resources")
                .properties()
                .forEach(each -> list.addObject()
                        .put("uri", each.getKey())
                        .put("name", each.getValue().path("name").asString())
                        .put("mimeType", each.getValue().path("mimeType").asString()));
        return result;
    }

    private static ObjectNode templates() {
        ObjectNode result = JSON.createObjectNode();
        result.putArray("resourceTemplates")
                .addObject()
                .put("uriTemplate", "test://template/{id}/data")
                .put("name", "template")
                .put("mimeType", "application/json");
        return result;
    }

    private ObjectNode read(Call call) {
        String uri = call.params().path("uri").asString("");
        ObjectNode result = JSON.createObjectNode();
        ObjectNode content = result.putArray("contents").addObject().put("uri", uri);
        if (uri.matches("test://template/[^/]+/data")) {
            String id = uri.split("/", -1)[3];
            content.put("mimeType", "application/json");
            content.put("text", "{\"id\":\"" + id + "\",\"templateTest\":true,\"data\":\"Data for ID: " + id + "\"}");
            return result;
        }
        if (!(described.path("resources").path(uri) instanceof ObjectNode known))
            throw new ProtocolFault(
                    ProtocolFault.INVALID_PARAMS,
                    "Resource not found",
                    JSON.createObjectNode().put("uri", uri));
        content.setAll(known);
        content.remove("name");
        return result;
    }
}
