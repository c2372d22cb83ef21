package dev.landfall.sandbox.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sandbox's API server as clients meet the real one: over HTTP, with discovery, pages, watches and the statuses of
 * refused writes. Whoever asks may do everything.
 */
public final class ApiOverHttp implements HttpHandler {
    /** Few, so that lists come in several pages. */
    private static final int PAGE = 4;

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final ObjectStore store;
    private final Map<String, List<LiveObject>> unread = new ConcurrentHashMap<>();
    private final AtomicLong pages = new AtomicLong();

    public ApiOverHttp(ObjectStore store) {
        this.store = store;
    }

    private record Answer(int status, JsonNode body) {}

    /** What a path names; an empty name is the whole list. */
    private record Place(ServedKind kind, String namespace, String name) {
        ObjectRef ref() {
            return kind.type().named(namespace, name);
        }
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Map<String, String> query = query(exchange);
            Optional<Place> place = place(exchange.getRequestURI().getPath());
            if (place.isPresent() && query.containsKey("watch")) {
                watch(exchange, named(place.get(), query.getOrDefault("fieldSelector", "")));
                return;
            }
            byte[] sent = exchange.getRequestBody().readAllBytes();
            answer(exchange, answered(exchange, place, query, sent));
        }
    }

    private static Place named(Place list, String fieldSelector) {
        return new Place(list.kind(), list.namespace(), fieldSelector.replaceFirst("^metadata.name=", ""));
    }

    private Answer answered(HttpExchange exchange, Optional<Place> place, Map<String, String> query, byte[] sent) {
        try {
            if (place.isEmpty()) return unplaced(exchange.getRequestURI().getPath());
            boolean dryRun = query.containsKey("dryRun");
            return switch (exchange.getRequestMethod()) {
                case "GET" -> place.get().name().isEmpty() ? list(place.get(), query) : get(place.get());
                case "POST" -> create(place.get(), JSON.readTree(sent), dryRun);
                case "PATCH" -> patch(exchange, place.get(), JSON.readTree(sent), dryRun);
                case "DELETE" -> delete(place.get(), JSON.readTree(sent));
                default -> status(405, "MethodNotAllowed", "the sandbox does not know " + exchange.getRequestMethod());
            };
        } catch (Rejected rejected) {
            return refused(rejected);
        } catch (PatchFailed doesNotHold) {
            return status(422, "Invalid", doesNotHold.getMessage());
        }
    }

    private static Map<String, String> query(HttpExchange exchange) {
        String raw = exchange.getRequestURI().getRawQuery();
        if (raw == null) return Map.of();
        return Arrays.stream(raw.split("&", -1))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> pair[0], pair -> pair.length == 1 ? "" : URLDecoder.decode(pair[1], UTF_8)));
    }

    /** {@code /api/v1/…} or {@code /apis/GROUP/VERSION/…}, with or without a namespace. */
    private static Optional<Place> place(String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        int prefix = parts.getFirst().equals("api") ? 2 : 3;
        if (!parts.getFirst().startsWith("api") || parts.size() <= prefix) return Optional.empty();
        String group = prefix == 2 ? "" : parts.get(1);
        List<String> rest = parts.subList(prefix, parts.size());
        boolean below = rest.getFirst().equals("namespaces") && rest.size() > 2;
        String namespace = below ? rest.get(1) : "";
        List<String> named = below ? rest.subList(2, rest.size()) : rest;
        return ServedKind.ALL.stream()
                .filter(kind -> kind.type().group().equals(group)
                        && kind.type().plural().equals(named.getFirst()))
                .findFirst()
                .map(kind -> new Place(kind, namespace, named.size() > 1 ? named.get(1) : ""));
    }

    private static Answer unplaced(String path) {
        return switch (path) {
            case "/api", "/apis" -> new Answer(200, discovery(path.equals("/api")));
            case "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews" -> {
                ObjectNode review = JSON.createObjectNode();
                review.putObject("status").put("allowed", true);
                yield new Answer(201, review);
            }
            default -> status(404, "NotFound", "the server could not find the requested resource");
        };
    }

    private static ObjectNode discovery(boolean core) {
        ObjectNode list = JSON.createObjectNode().put("kind", "APIGroupDiscoveryList");
        ArrayNode items = list.putArray("items");
        ServedKind.ALL.stream()
                .map(ServedKind::type)
                .filter(type -> type.group().isEmpty() == core)
                .collect(Collectors.groupingBy(ResourceType::group))
                .forEach((group, types) -> items.add(group(group, types)));
        return list;
    }

    private static ObjectNode group(String name, List<ResourceType> types) {
        ObjectNode group = JSON.createObjectNode();
        group.putObject("metadata").put("name", name);
        ObjectNode version = group.putArray("versions").addObject();
        version.put("version", types.getFirst().version());
        ArrayNode resources = version.putArray("resources");
        for (ResourceType type : types) {
            ObjectNode resource = resources.addObject();
            resource.put("resource", type.plural()).put("singularResource", type.singular());
            resource.put("scope", type.namespaced() ? "Namespaced" : "Cluster");
            resource.putObject("responseKind").put("kind", type.kind());
            ArrayNode shortNames = resource.putArray("shortNames");
            type.shortNames().forEach(shortNames::add);
        }
        return group;
    }

    private Answer get(Place place) {
        return store.get(place.ref())
                .map(object -> new Answer(200, object.json()))
                .orElseGet(() -> status(404, "NotFound", ObjectStore.named(place.ref()) + " not found"));
    }

    /** What remains of a list is kept for its next page, as etcd keeps the revision that a list began with. */
    private Answer list(Place place, Map<String, String> query) {
        String next = query.getOrDefault("continue", "");
        List<LiveObject> rest = next.isEmpty() ? picked(place, query) : unread.remove(next);
        if (rest == null) return status(410, "Expired", "the provided continue parameter is too old");
        ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        ArrayNode items = list.putArray("items");
        rest.stream().limit(PAGE).forEach(object -> items.add(object.json().deepCopy()));
        if (rest.size() > PAGE) {
            String token = "page-" + pages.incrementAndGet();
            unread.put(token, rest.subList(PAGE, rest.size()));
            list.putObject("metadata").put("continue", token);
        }
        return new Answer(200, list);
    }

    private List<LiveObject> picked(Place place, Map<String, String> query) {
        LabelSelector labels = LabelSelector.parse(query.getOrDefault("labelSelector", ""));
        String uid = query.getOrDefault("fieldSelector", "").replaceFirst("^involvedObject.uid=", "");
        return store.list(place.kind().type().group(), place.kind().type().kind(), place.namespace()).stream()
                .filter(object -> labels.picks(object.labels()))
                .filter(object -> uid.isEmpty()
                        || object.at("/involvedObject/uid").asString("").equals(uid))
                .toList();
    }

    private Answer create(Place place, JsonNode object, boolean dryRun) {
        ObjectNode complete = (ObjectNode) object;
        if (!place.namespace().isEmpty()) complete.withObject("/metadata").put("namespace", place.namespace());
        ObjectWriting.Author author = new ObjectWriting.Author("landfall", "Update", false);
        return new Answer(201, store.create(complete, author, dryRun).json());
    }

    private Answer patch(HttpExchange exchange, Place place, JsonNode patch, boolean dryRun) {
        boolean merge = exchange.getRequestHeaders().getFirst("Content-Type").contains("merge-patch");
        ObjectWriting.Author author = new ObjectWriting.Author("landfall", "Update", false);
        LiveObject changed = store.replace(place.ref(), author, dryRun, object -> {
            if (merge) merge(object, patch);
            else patch(object, patch);
        });
        return new Answer(200, changed.json());
    }

    /** A {@code test} of a JSON patch failed, or its path is missing. */
    private static final class PatchFailed extends RuntimeException {
        private static final long serialVersionUID = 1;

        PatchFailed() {
            super("the server rejected our request due to an error in our request");
        }
    }

    private static void patch(ObjectNode object, JsonNode jsonPatch) {
        try {
            JsonNode patched = JsonPatch.apply(jsonPatch, object);
            object.removeAll();
            object.setAll((ObjectNode) patched);
        } catch (JsonPatchException doesNotHold) {
            throw new PatchFailed();
        }
    }

    /** RFC 7396. */
    public static void merge(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            if (field.getValue().isNull()) target.remove(field.getKey());
            else if (field.getValue().isObject()) merge(target.withObject(field.getKey()), field.getValue());
            else target.set(field.getKey(), field.getValue());
        });
    }

    private Answer delete(Place place, JsonNode options) {
        JsonNode guard = options.path("preconditions");
        LiveObject deleted = store.delete(
                place.ref(),
                live -> {
                    boolean same = guard.path("uid").asString(live.uid()).equals(live.uid())
                            && guard.path("resourceVersion")
                                    .asString(live.resourceVersion())
                                    .equals(live.resourceVersion());
                    if (!same) throw new Rejected(Rejected.Status.CHANGED, "the precondition does not match");
                },
                !options.path("dryRun").isEmpty());
        return new Answer(200, deleted.json());
    }

    private static Answer refused(Rejected rejected) {
        return switch (rejected.status()) {
            case EXISTS -> status(409, "AlreadyExists", rejected.getMessage());
            case CHANGED -> status(409, "Conflict", rejected.getMessage());
            case GONE -> status(404, "NotFound", rejected.getMessage());
            case KIND_NOT_SERVED -> status(404, "NotFound", rejected.getMessage());
            case NAMESPACE_DELETING -> status(403, "Forbidden", rejected.getMessage());
            case INVALID -> {
                Answer invalid = status(422, "Invalid", rejected.getMessage());
                ((ObjectNode) invalid.body())
                        .putObject("details")
                        .putArray("causes")
                        .addObject()
                        .put("message", rejected.getMessage());
                yield invalid;
            }
            case NAMESPACE_MISSING -> {
                Answer missing = status(404, "NotFound", rejected.getMessage());
                ((ObjectNode) missing.body()).putObject("details").put("kind", "namespaces");
                yield missing;
            }
        };
    }

    private static Answer status(int code, String reason, String message) {
        ObjectNode status = JSON.createObjectNode();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.put("message", message).put("reason", reason).put("code", code);
        return new Answer(code, status);
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        byte[] body = JSON.writeValueAsBytes(answer.body());
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** One line for the object as it is, and one for each change, until whoever watches goes away. */
    private void watch(HttpExchange exchange, Place place) throws IOException {
        BlockingQueue<ObjectNode> events = new LinkedBlockingQueue<>();
        ObjectStore.Subscription subscription = store.subscribe(change -> {
            if (change.object().ref().isSameObjectAs(place.ref()))
                events.add(event(change.isRemoval() ? "DELETED" : "MODIFIED", change.object()));
        });
        try (subscription) {
            exchange.sendResponseHeaders(200, 0);
            OutputStream lines = exchange.getResponseBody();
            store.get(place.ref()).ifPresent(object -> events.add(event("ADDED", object)));
            while (true) {
                ObjectNode event = next(events::poll, events);
                if (event != null) lines.write(JSON.writeValueAsBytes(event));
                // An empty line finds out whether anybody listens.
                lines.write('\n');
                lines.flush();
            }
        }
    }

    private static ObjectNode next(Supplier<ObjectNode> ready, BlockingQueue<ObjectNode> events) throws IOException {
        try {
            ObjectNode waiting = ready.get();
            return waiting == null ? events.poll(5, TimeUnit.SECONDS) : waiting;
        } catch (InterruptedException closed) {
            throw new IOException("the server is closed", closed);
        }
    }

    private static ObjectNode event(String type, LiveObject object) {
        ObjectNode event = JSON.createObjectNode().put("type", type);
        event.set("object", object.json());
        return event;
    }
}
