package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.Diagnostics;
import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ObjectWriter;
import dev.landfall.cluster.ResourceType;
import dev.landfall.reason.Reason;
import dev.landfall.sandbox.cluster.Rejected.Status;
import io.fabric8.zjsonpatch.JsonPatch;
import io.fabric8.zjsonpatch.JsonPatchException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sandbox's cluster as a user meets it, who may do everything but what is denied. Safe for several threads. */
public final class SandboxCluster implements Cluster, Diagnostics, ControllerRequests, ObjectWriter {
    private static final String MANAGER = "landfall";
    private static final int EVENTS = 50;

    private final ObjectStore store;
    private final Set<Access> denied = ConcurrentHashMap.newKeySet();

    public SandboxCluster(ObjectStore store) {
        this.store = store;
    }

    /**
     * Takes a right away.
     *
     * @param resource such as {@code deployments.apps}
     * @param namespace empty for all of them
     */
    public SandboxCluster denying(String verb, String resource, String namespace) {
        String[] parts = resource.split("\\.", 2);
        denied.add(new Access(verb, parts.length == 1 ? "" : parts[1], parts[0], namespace));
        return this;
    }

    @Override
    public String description() {
        return "the sandbox in this process";
    }

    @Override
    public List<ResourceType> typesNamed(String word) {
        return ObjectStore.types().typesNamed(word);
    }

    /** The sandbox has no schema of its kinds. */
    @Override
    public Optional<JsonNode> openApi(String group, String version) {
        return Optional.empty();
    }

    @Override
    public Optional<ResourceType> typeOf(String group, String kind) {
        return ObjectStore.types().typeOf(group, kind);
    }

    @Override
    public Optional<LiveObject> get(ObjectRef ref) {
        Optional<ResourceType> type = typeOf(ref.group(), ref.kind());
        if (type.isEmpty()) return Optional.empty();
        demand("get", type.get(), ref.namespace());
        return store.get(ref);
    }

    @Override
    public void scan(ResourceType type, String namespace, String labelSelector, Consumer<LiveObject> each) {
        demand("list", type, namespace);
        LabelSelector selector = LabelSelector.parse(labelSelector);
        store.list(type.group(), type.kind(), namespace).stream()
                .filter(object -> selector.picks(object.labels()))
                .forEach(each);
    }

    @Override
    public boolean allows(Access access) {
        return !denied.contains(access)
                && !denied.contains(new Access(access.verb(), access.group(), access.resource(), ""));
    }

    @Override
    public List<EventNote> events(LiveObject object) {
        ResourceType type = typeOf("", "Event").orElseThrow();
        demand("list", type, object.ref().namespace());
        List<EventNote> notes = store.list("", "Event", object.ref().namespace()).stream()
                .filter(event -> event.at("/involvedObject/uid").asString("").equals(object.uid()))
                .map(SandboxCluster::note)
                .sorted(Comparator.comparing(EventNote::at))
                .toList();
        return notes.subList(Math.max(0, notes.size() - EVENTS), notes.size());
    }

    @Override
    public void warnings(String namespace, Consumer<Warning> each) {
        demand("list", typeOf("", "Event").orElseThrow(), namespace);
        store.list("", "Event", namespace).stream()
                .filter(event -> event.at("/type").asString("").equals("Warning"))
                .map(event -> Warning.of(event, note(event)))
                .forEach(each);
    }

    /** Nothing runs in the sandbox that could write one. */
    @Override
    public Optional<String> log(ObjectRef pod, String container, boolean previous) {
        return Optional.empty();
    }

    private static EventNote note(LiveObject event) {
        return new EventNote(
                Instant.parse(event.at("/lastTimestamp").asString()),
                event.at("/type").asString(""),
                event.at("/reason").asString(""),
                event.at("/message").asString(""),
                event.at("/count").asInt(1));
    }

    @Override
    public Watching watch(ObjectRef ref, Runnable changed) {
        ResourceType type =
                typeOf(ref.group(), ref.kind()).orElseThrow(() -> new IllegalStateException("no kind of " + ref));
        // As with the real one, whoever may not watch is told of nothing.
        if (!allows(Access.to("watch", type, ref.namespace()))) return () -> {};
        ObjectStore.Subscription subscription = store.subscribe(change -> {
            if (change.object().ref().isSameObjectAs(ref))
                Thread.ofVirtual().name("watch").start(changed);
        });
        return subscription::close;
    }

    @Override
    public Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value) {
        if (!allows(patchOf(ref))) return Optional.empty();
        return Optional.of(wanted(() -> store.update(
                ref,
                MANAGER,
                object -> object.withObject("/metadata/annotations").put(annotation, value))));
    }

    @Override
    public boolean patch(ObjectRef ref, JsonNode jsonPatch) {
        return switch (patch(ref, jsonPatch, false)) {
            case Written.Done done -> true;
            case Written.Changed changed -> false;
            case Written.Refused refused -> throw usage(refused.reason());
        };
    }

    @Override
    public Written create(ObjectRef ref, JsonNode object, boolean dryRun) {
        demand("create", ObjectStore.served(ref).type(), ref.namespace());
        return written(
                () -> store.create(complete(ref, object), new ObjectWriting.Author(MANAGER, "Apply", false), dryRun));
    }

    /** The path of a request says where the object goes; a manifest may leave out its namespace. */
    private static ObjectNode complete(ObjectRef ref, JsonNode object) {
        ObjectNode complete = (ObjectNode) object.deepCopy();
        if (!ref.namespace().isEmpty()) complete.withObject("/metadata").put("namespace", ref.namespace());
        return complete;
    }

    @Override
    public Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun) {
        Access right = patchOf(ref);
        if (!allows(right)) throw ClusterException.forbidden(right, null);
        ObjectWriting.Author author = new ObjectWriting.Author(MANAGER, "Update", false);
        return written(() -> store.replace(ref, author, dryRun, object -> patch(object, jsonPatch)));
    }

    private static void patch(ObjectNode object, JsonNode jsonPatch) {
        try {
            JsonNode patched = JsonPatch.apply(jsonPatch, object);
            object.removeAll();
            object.setAll((ObjectNode) patched);
        } catch (JsonPatchException doesNotHold) {
            // The real one answers a test that fails and a path that is missing alike, by 422.
            throw new Rejected(Status.CHANGED, "the server rejected our request due to an error in our request");
        }
    }

    @Override
    public Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun) {
        demand("delete", ObjectStore.served(ref).type(), ref.namespace());
        return written(() -> store.delete(ref, live -> requireSame(live, uid, resourceVersion), dryRun));
    }

    private static void requireSame(LiveObject live, String uid, String resourceVersion) {
        if (live.uid().equals(uid) && live.resourceVersion().equals(resourceVersion)) return;
        boolean other = !live.uid().equals(uid);
        throw new Rejected(
                Status.CHANGED,
                "Operation cannot be fulfilled on " + ObjectStore.named(live.ref()) + ": the "
                        + (other ? "UID" : "ResourceVersion") + " in the precondition ("
                        + (other ? uid : resourceVersion) + ") does not match the "
                        + (other ? "UID" : "ResourceVersion") + " in record ("
                        + (other ? live.uid() : live.resourceVersion())
                        + "). The object might have been deleted and then recreated");
    }

    private Access patchOf(ObjectRef ref) {
        return Access.to("patch", ObjectStore.served(ref).type(), ref.namespace());
    }

    private void demand(String verb, ResourceType type, String namespace) {
        Access access = Access.to(verb, type, namespace);
        if (!allows(access)) throw ClusterException.forbidden(access, null);
    }

    private static Written written(Supplier<LiveObject> write) {
        try {
            return new Written.Done(write.get());
        } catch (Rejected rejected) {
            return answer(rejected);
        }
    }

    private static Written answer(Rejected rejected) {
        String words = rejected.getMessage();
        return switch (rejected.status()) {
            case EXISTS -> new Written.Changed(Reason.passing("object-exists", words, "look at it again"));
            case CHANGED -> new Written.Changed(Reason.passing("object-changed", words, "look at it again"));
            case GONE -> new Written.Changed(Reason.passing("object-gone", words, "look at it again"));
            case INVALID -> refused("api-server-refused", words, "correct what it names");
            case KIND_NOT_SERVED -> refused("kind-not-served", words, "correct apiVersion and kind");
            case NAMESPACE_MISSING -> refused("namespace-missing", words, "make the namespace first");
            case NAMESPACE_DELETING -> refused("namespace-deleting", words, "wait until it is gone");
        };
    }

    private static Written refused(String code, String words, String remedy) {
        return new Written.Refused(Reason.lasting(code, words, remedy));
    }

    private static LiveObject wanted(Supplier<LiveObject> write) {
        try {
            return write.get();
        } catch (Rejected rejected) {
            throw usage(Reason.lasting("api-server-refused", rejected.getMessage(), "check the request"));
        }
    }

    private static ClusterException usage(Reason reason) {
        return new ClusterException(ClusterException.Fault.USAGE, reason, null);
    }
}
