package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ServedKinds;
import dev.landfall.sandbox.cluster.Rejected.Status;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that a cluster holds, behind the rules of a real API server: versions, generations, defaults, validation,
 * finalizers. An object that was read never changes; each write makes a new one. All writes happen one after the other.
 */
public final class ObjectStore {
    private final ObjectWriting writing;
    private final Map<ObjectRef, LiveObject> objects = new LinkedHashMap<>();
    /** What a manager applied last to the object of this uid; a real server keeps it as {@code managedFields}. */
    private final Map<Applied, JsonNode> applied = new LinkedHashMap<>();

    private final List<Consumer<StoredChange>> subscribers = new CopyOnWriteArrayList<>();

    private record Applied(String uid, String manager) {}

    /**
     * An object was written or removed.
     *
     * @param object as it is now, or was last
     */
    public record StoredChange(LiveObject object, boolean isRemoval) {}

    /** Ends a subscription. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    public ObjectStore(InstantSource clock) {
        this.writing = new ObjectWriting(clock);
    }

    /** As Kubernetes writes times, in whole seconds. */
    public static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** Whether objects of the kind lie in namespaces; one that is not served counts as if. */
    public static boolean isNamespaced(ObjectRef ref) {
        return ServedKind.of(ref.group(), ref.kind())
                .map(served -> served.type().namespaced())
                .orElse(true);
    }

    static ServedKinds types() {
        return ServedKind.types();
    }

    public synchronized Optional<LiveObject> get(ObjectRef ref) {
        return Optional.ofNullable(objects.get(key(ref)));
    }

    /** @param namespace empty for all */
    public synchronized List<LiveObject> list(String group, String kind, String namespace) {
        return objects.values().stream()
                .filter(object -> {
                    ObjectRef ref = object.ref();
                    return ref.kind().equals(kind)
                            && ref.group().equals(group)
                            && (namespace.isEmpty() || ref.namespace().equals(namespace));
                })
                .toList();
    }

    public synchronized List<LiveObject> list(Predicate<LiveObject> wanted) {
        return objects.values().stream().filter(wanted).toList();
    }

    /**
     * Tells of every change in their order. The subscriber is called by the thread that writes, which holds the store:
     * it must only take note.
     */
    public Subscription subscribe(Consumer<StoredChange> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /** @throws Rejected where it is there already, its namespace is not, or it is not valid */
    public LiveObject create(ObjectNode object, String manager) {
        return create(object, writing.update(manager), false);
    }

    synchronized LiveObject create(ObjectNode object, ObjectWriting.Author author, boolean dryRun) {
        ServedKind kind = served(new LiveObject(object).ref());
        requireNamespace(kind, new LiveObject(object).ref());
        LiveObject created = writing.created(kind, object, author);
        if (objects.containsKey(key(created.ref()))) {
            throw new Rejected(Status.EXISTS, named(created.ref()) + " already exists");
        }
        if (!dryRun) keep(created);
        return created;
    }

    /** Writes everything but the status, where the kind writes that apart; writes nothing where nothing changes. */
    public LiveObject update(ObjectRef ref, String manager, Consumer<ObjectNode> change) {
        return replace(ref, writing.update(manager), false, change);
    }

    public LiveObject updateStatus(ObjectRef ref, String manager, Consumer<ObjectNode> change) {
        return replace(ref, writing.status(manager), false, change);
    }

    synchronized LiveObject replace(
            ObjectRef ref, ObjectWriting.Author author, boolean dryRun, Consumer<ObjectNode> change) {
        LiveObject before = required(ref);
        ObjectNode after = (ObjectNode) before.json().deepCopy();
        change.accept(after);
        return replace(before, after, author, dryRun);
    }

    private LiveObject replace(LiveObject before, ObjectNode after, ObjectWriting.Author author, boolean dryRun) {
        LiveObject changed = writing.changed(served(before.ref()), before, after, author);
        if (changed.equals(before) || dryRun) return changed;
        if (changed.isBeingDeleted() && isFree(changed)) return drop(changed);
        keep(changed);
        return changed;
    }

    /**
     * Server-side apply: creates the object, or changes what the manifest says and what the same manager applied before
     * and says no more.
     *
     * @param dryRun does everything but keep the result
     */
    public synchronized LiveObject apply(ObjectNode manifest, String manager, boolean dryRun) {
        LiveObject wanted = new LiveObject(manifest);
        ObjectWriting.Author author = writing.apply(manager);
        Optional<LiveObject> live = get(wanted.ref());
        if (live.isEmpty()) {
            LiveObject created = create(manifest.deepCopy(), author, dryRun);
            if (!dryRun) applied.put(new Applied(created.uid(), manager), manifest.deepCopy());
            return created;
        }
        Applied key = new Applied(live.get().uid(), manager);
        JsonNode before = applied.getOrDefault(key, JsonNodeFactory.instance.objectNode());
        ObjectNode merged = ThreeWayMerge.merge(before, manifest, live.get().json());
        LiveObject result = replace(live.get(), merged, author, dryRun);
        if (!dryRun) applied.put(key, manifest.deepCopy());
        return result;
    }

    /** As a background deletion: what depends on the object is collected later. */
    public void delete(ObjectRef ref) {
        delete(ref, object -> {}, false);
    }

    /** @param guard throws {@link Rejected} where the object is not the one that is meant */
    synchronized LiveObject delete(ObjectRef ref, Consumer<LiveObject> guard, boolean dryRun) {
        LiveObject object = required(ref);
        guard.accept(object);
        if (dryRun) return object;
        LiveObject marked = writing.markedDeleted(object);
        if (isFree(marked) && !endsGracefully(ref)) return drop(marked);
        if (!marked.equals(object)) keep(marked);
        return marked;
    }

    /** A Pod is gone when its kubelet says so; a Namespace when it is empty. */
    private static boolean endsGracefully(ObjectRef ref) {
        return ref.group().isEmpty() && (ref.kind().equals("Pod") || ref.kind().equals("Namespace"));
    }

    /** The last step of a graceful end; nothing where another object has the name by now. */
    public synchronized void remove(LiveObject ended) {
        get(ended.ref()).filter(object -> object.uid().equals(ended.uid())).ifPresent(this::drop);
    }

    private void keep(LiveObject object) {
        objects.put(key(object.ref()), object);
        tell(new StoredChange(object, false));
    }

    private LiveObject drop(LiveObject object) {
        objects.remove(key(object.ref()));
        applied.keySet().removeIf(known -> known.uid().equals(object.uid()));
        tell(new StoredChange(object, true));
        return object;
    }

    private void tell(StoredChange change) {
        subscribers.forEach(subscriber -> subscriber.accept(change));
    }

    private LiveObject required(ObjectRef ref) {
        return get(ref).orElseThrow(() -> new Rejected(Status.GONE, named(ref) + " not found"));
    }

    private static boolean isFree(LiveObject object) {
        return object.at("/metadata/finalizers").isEmpty();
    }

    static ServedKind served(ObjectRef ref) {
        return ServedKind.of(ref.group(), ref.kind())
                .orElseThrow(() -> new Rejected(
                        Status.KIND_NOT_SERVED,
                        "no matches for kind \"" + ref.kind() + "\" in version \"" + ref.apiVersion() + "\""));
    }

    private void requireNamespace(ServedKind kind, ObjectRef ref) {
        if (!kind.type().namespaced()) return;
        ObjectRef namespace = new ObjectRef("", "v1", "Namespace", "", ref.namespace());
        Optional<LiveObject> found = get(namespace);
        if (found.isEmpty()) {
            throw new Rejected(Status.NAMESPACE_MISSING, "namespaces \"" + ref.namespace() + "\" not found");
        }
        if (found.get().isBeingDeleted()) {
            throw new Rejected(
                    Status.NAMESPACE_DELETING,
                    named(ref) + " is forbidden: unable to create new content in namespace " + ref.namespace()
                            + " because it is being terminated");
        }
    }

    /** {@code deployments.apps "web"}, as the API server says it. */
    static String named(ObjectRef ref) {
        return served(ref).type().resource() + " \"" + ref.name() + "\"";
    }

    /** The version is only a way of looking at an object. */
    private static ObjectRef key(ObjectRef ref) {
        return new ObjectRef(ref.group(), "", ref.kind(), ref.namespace(), ref.name());
    }
}
