package dev.landfall.cluster;

import io.fabric8.zjsonpatch.JsonPatch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A cluster of a few objects, with rights that can be taken away. */
public final class InMemoryCluster implements Cluster, Diagnostics, ControllerRequests, ObjectWriter {

    /** The time of the API server when it takes a request. */
    public Instant serverTime = Instant.parse("2026-03-01T10:00:00Z");

    /** What was asked of controllers: {@code annotate REF KEY=VALUE} and {@code patch REF JSON}. */
    public final List<String> requests = new ArrayList<>();

    /** What was read: {@code get REF} and {@code list KIND NAMESPACE}. */
    public final List<String> reads = new ArrayList<>();

    private final List<ResourceType> types = new ArrayList<>();
    private final List<LiveObject> objects = new ArrayList<>();
    private final Set<Access> denied = new HashSet<>();
    private final Map<String, List<EventNote>> events = new HashMap<>();
    private final Map<String, JsonNode> openApi = new HashMap<>();
    private final Map<String, String> logs = new HashMap<>();
    private Consumer<JsonNode> webhook = written -> {};

    public InMemoryCluster serving(ResourceType type) {
        types.add(type);
        return this;
    }

    /** Adds the object or puts it in the place of the one of the same name. */
    public InMemoryCluster with(LiveObject object) {
        without(object.ref());
        objects.add(object);
        return this;
    }

    public InMemoryCluster without(ObjectRef ref) {
        objects.removeIf(object -> object.ref().isSameObjectAs(ref));
        return this;
    }

    /** @param document in OpenAPI v3 */
    public InMemoryCluster withOpenApi(String group, String version, JsonNode document) {
        openApi.put(group + "/" + version, document);
        return this;
    }

    /** Adds an event about the object of this uid, newer than those before it. */
    public InMemoryCluster withEvent(String uid, EventNote event) {
        events.computeIfAbsent(uid, none -> new ArrayList<>()).add(event);
        return this;
    }

    /** What a container wrote, in the present run or in the one before. */
    public InMemoryCluster withLog(ObjectRef pod, String container, boolean previous, String text) {
        logs.put(pod + " " + container + " " + previous, text);
        return this;
    }

    /** What is patched goes through a webhook first. */
    public InMemoryCluster rewriting(Consumer<JsonNode> byWebhook) {
        webhook = byWebhook;
        return this;
    }

    public InMemoryCluster denying(String verb, String resource, String namespace) {
        int dot = resource.indexOf('.');
        String plural = dot < 0 ? resource : resource.substring(0, dot);
        denied.add(new Access(verb, dot < 0 ? "" : resource.substring(dot + 1), plural, namespace));
        return this;
    }

    @Override
    public String description() {
        return "in memory";
    }

    @Override
    public List<ResourceType> typesNamed(String word) {
        return new ServedKinds(types).typesNamed(word);
    }

    @Override
    public Optional<JsonNode> openApi(String group, String version) {
        return Optional.ofNullable(openApi.get(group + "/" + version));
    }

    @Override
    public Optional<ResourceType> typeOf(String group, String kind) {
        return new ServedKinds(types).typeOf(group, kind);
    }

    @Override
    public Optional<LiveObject> get(ObjectRef ref) {
        reads.add("get " + ref);
        Optional<ResourceType> type = typeOf(ref.group(), ref.kind());
        if (type.isEmpty()) return Optional.empty();
        demand(Access.to("get", type.get(), ref.namespace()));
        return find(ref);
    }

    @Override
    public void scan(ResourceType type, String namespace, String labelSelector, Consumer<LiveObject> each) {
        reads.add("list " + type.kind() + " " + namespace);
        demand(Access.to("list", type, namespace));
        objects.stream()
                .filter(object -> object.ref().kind().equals(type.kind())
                        && object.ref().group().equals(type.group())
                        && (namespace.isEmpty() || object.ref().namespace().equals(namespace))
                        && matches(object, labelSelector))
                .forEach(each);
    }

    @Override
    public boolean allows(Access access) {
        return !denied.contains(access)
                && !denied.contains(new Access(access.verb(), access.group(), access.resource(), ""));
    }

    @Override
    public List<EventNote> events(LiveObject object) {
        typeOf("", "Event")
                .ifPresent(type -> demand(Access.to("list", type, object.ref().namespace())));
        return events.getOrDefault(object.uid(), List.of());
    }

    @Override
    public void warnings(String namespace, Consumer<Warning> each) {
        reads.add("list Event " + namespace);
        typeOf("", "Event").ifPresent(type -> demand(Access.to("list", type, namespace)));
        for (LiveObject object : objects) {
            if (!namespace.isEmpty() && !object.ref().namespace().equals(namespace)) continue;
            events.getOrDefault(object.uid(), List.of()).stream()
                    .filter(note -> note.type().equals("Warning"))
                    .forEach(note -> each.accept(new Warning(object.uid(), object.ref(), note)));
        }
    }

    @Override
    public Optional<String> log(ObjectRef pod, String container, boolean previous) {
        reads.add("log " + pod + " " + container);
        demand(new Access("get", "", "pods/log", pod.namespace()));
        return Optional.ofNullable(logs.get(pod + " " + container + " " + previous));
    }

    @Override
    public Watching watch(ObjectRef ref, Runnable changed) {
        return () -> {};
    }

    @Override
    public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
        if (!allows(patchOf(ref))) return Optional.empty();
        requests.add("annotate " + ref + " " + annotation + "=" + value);
        ObjectNode json = (ObjectNode) find(ref).orElseThrow().json().deepCopy();
        json.withObject("/metadata/annotations").put(annotation, value);
        json.withObject("/metadata")
                .putArray("managedFields")
                .addObject()
                .put("manager", "landfall")
                .put("time", serverTime.toString());
        with(new LiveObject(json));
        return find(ref);
    }

    @Override
    public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
        demand(patchOf(ref));
        requests.add("patch " + ref + " " + jsonPatch);
        return true;
    }

    /** Dry runs are taken; what really writes is a fault in a test of what goes through Git. */
    @Override
    public Written create(ObjectRef ref, JsonNode object, boolean dryRun) {
        return rehearsed(new LiveObject(object), dryRun);
    }

    @Override
    public Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun) {
        ArrayNode changes = JsonNodeFactory.instance.arrayNode();
        jsonPatch
                .valueStream()
                .filter(step -> !step.path("op").asString().equals("test"))
                .forEach(changes::add);
        JsonNode patched =
                JsonPatch.apply(changes, find(ref).orElseThrow().json().deepCopy());
        webhook.accept(patched);
        return rehearsed(new LiveObject(patched), dryRun);
    }

    @Override
    public Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun) {
        return rehearsed(find(ref).orElseThrow(), dryRun);
    }

    private static Written rehearsed(LiveObject object, boolean dryRun) {
        if (!dryRun) throw new IllegalStateException("a direct write of " + object.ref());
        return new Written.Done(object);
    }

    private Access patchOf(ObjectRef ref) {
        return Access.to("patch", typeOf(ref.group(), ref.kind()).orElseThrow(), ref.namespace());
    }

    private Optional<LiveObject> find(ObjectRef ref) {
        return objects.stream()
                .filter(object -> object.ref().isSameObjectAs(ref))
                .findFirst();
    }

    private void demand(Access access) {
        if (!allows(access)) throw ClusterException.forbidden(access, null);
    }

    private static boolean matches(LiveObject object, String labelSelector) {
        if (labelSelector.isEmpty()) return true;
        return Arrays.stream(labelSelector.split(",", -1)).allMatch(label -> {
            int equals = label.indexOf('=');
            return label.substring(equals + 1).equals(object.labels().get(label.substring(0, equals)));
        });
    }
}
