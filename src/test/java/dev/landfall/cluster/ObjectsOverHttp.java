package dev.landfall.cluster;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An API server over HTTP for whoever only reads: discovery, single objects, lists in pages as long as the client wants
 * them, warnings by field selector, and logs by their tail. Everything is granted to everyone. It keeps what was asked.
 */
public final class ObjectsOverHttp implements HttpHandler {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String REVIEWS = "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews";

    private final Collection<ResourceType> types;
    private final Map<String, List<byte[]>> lists = new HashMap<>();
    private final Map<String, byte[]> single = new HashMap<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    public ObjectsOverHttp(Collection<ResourceType> types) {
        this.types = types;
    }

    /** The objects of a kind, by its plural. */
    public ObjectsOverHttp with(String plural, List<? extends JsonNode> objects) {
        lists.put(plural, bytes(objects));
        if (plural.equals("events"))
            lists.put(
                    "events type=Warning",
                    bytes(objects.stream()
                            .filter(event -> event.path("type").asString().equals("Warning"))
                            .toList()));
        for (JsonNode object : objects)
            single.put(plural + "/" + object.at("/metadata/name").asString(), MAPPER.writeValueAsBytes(object));
        return this;
    }

    /** What the container of a pod wrote, in whatever run. */
    public ObjectsOverHttp withLog(String pod, byte[] log) {
        single.put(pod + "/log", log);
        return this;
    }

    /** An answer by the last two parts of its path. */
    public ObjectsOverHttp answering(String end, JsonNode document) {
        single.put(end, MAPPER.writeValueAsBytes(document));
        return this;
    }

    /** In order: method, path and query. */
    public Queue<String> asked() {
        return asked;
    }

    private static List<byte[]> bytes(List<? extends JsonNode> objects) {
        return objects.stream().map(MAPPER::writeValueAsBytes).toList();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            byte[] body = body(exchange.getRequestURI().getPath(), query(exchange));
            exchange.getResponseHeaders()
                    .set("Content-Type", contentType(exchange.getRequestURI().getPath()));
            exchange.sendResponseHeaders(body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
            if (body.length > 0) exchange.getResponseBody().write(body);
        }
    }

    private static String contentType(String path) {
        boolean isDiscovery = path.equals("/api") || path.equals("/apis");
        return "application/json" + (isDiscovery ? ";g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList" : "");
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw == null) return Map.of();
        return Arrays.stream(raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
    }

    private byte[] body(String path, Map<String, String> query) {
        if (path.equals("/api") || path.equals("/apis")) return discovery(path.equals("/api"));
        if (path.equals(REVIEWS)) return "{\"status\":{\"allowed\":true}}".getBytes(StandardCharsets.UTF_8);
        List<String> parts = List.of(path.split("/", -1));
        String last = parts.getLast();
        String end = parts.get(parts.size() - 2) + "/" + last;
        if (last.equals("log")) return tail(single.getOrDefault(end, new byte[0]), query);
        boolean listed = types.stream().anyMatch(type -> type.plural().equals(last));
        if (!listed) return single.getOrDefault(end, new byte[0]);
        String selector = query.getOrDefault("fieldSelector", "");
        return page(lists.getOrDefault(last + (selector.isEmpty() ? "" : " " + selector), List.of()), query);
    }

    private byte[] discovery(boolean core) {
        ObjectNode discovered = MAPPER.createObjectNode()
                .put("kind", "APIGroupDiscoveryList")
                .put("apiVersion", "apidiscovery.k8s.io/v2");
        ArrayNode groups = discovered.putArray("items");
        types.stream().filter(type -> type.group().isEmpty() == core).forEach(type -> {
            ObjectNode group = groups.addObject();
            group.putObject("metadata").put("name", type.group());
            ObjectNode version = group.putArray("versions").addObject().put("version", type.version());
            ObjectNode resource = version.putArray("resources").addObject();
            resource.put("resource", type.plural()).put("singularResource", type.singular());
            resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
            resource.putObject("responseKind")
                    .put("group", type.group())
                    .put("version", type.version())
                    .put("kind", type.kind());
            resource.putArray("verbs").add("get").add("list");
        });
        return MAPPER.writeValueAsBytes(discovered);
    }

    private static byte[] page(List<byte[]> items, Map<String, String> query) {
        int from = Integer.parseInt(query.getOrDefault("continue", "0"));
        int to = Math.min(items.size(), from + Integer.parseInt(query.getOrDefault("limit", "1000000")));
        ByteArrayOutputStream page = new ByteArrayOutputStream();
        page.writeBytes("{\"kind\":\"List\",\"apiVersion\":\"v1\",\"metadata\":{%s},\"items\":["
                .formatted(to < items.size() ? "\"continue\":\"" + to + "\"" : "")
                .getBytes(StandardCharsets.UTF_8));
        for (int i = from; i < to; i++) {
            if (i > from) page.write(',');
            page.writeBytes(items.get(i));
        }
        page.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        return page.toByteArray();
    }

    /** As the kubelet does it: from the first of the last lines on, and of that so many bytes. */
    private static byte[] tail(byte[] log, Map<String, String> query) {
        int lines = Integer.parseInt(query.getOrDefault("tailLines", "1000000"));
        int from = log.length;
        while (from > 0 && lines >= 0) if (log[--from] == '\n') lines--;
        if (from > 0) from++;
        int length = Integer.parseInt(query.getOrDefault("limitBytes", String.valueOf(log.length)));
        return Arrays.copyOfRange(log, from, Math.min(log.length, from + length));
    }
}
