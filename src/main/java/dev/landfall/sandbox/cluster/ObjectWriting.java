package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.LiveObject;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the API server itself writes into an object with each write of others. Not safe for use by several threads. */
final class ObjectWriting {
    private static final List<String> FIXED_METADATA = List.of(
            "name", "namespace", "uid", "creationTimestamp", "deletionTimestamp", "resourceVersion", "generation");

    private final InstantSource clock;
    private long version = 1000;

    ObjectWriting(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Who writes, by what kind of request, for {@code managedFields}; of these the sandbox keeps who and when, and not
     * which fields.
     */
    record Author(String manager, String operation, boolean isStatus) {}

    Author update(String manager) {
        return new Author(manager, "Update", false);
    }

    Author apply(String manager) {
        return new Author(manager, "Apply", false);
    }

    Author status(String manager) {
        return new Author(manager, "Update", true);
    }

    LiveObject created(ServedKind kind, ObjectNode object, Author author) {
        Defaults.fill(object);
        Validation.check(kind, new LiveObject(object), Optional.empty());
        if (kind.hasStatus()) object.remove("status");
        ObjectNode metadata = object.withObject("/metadata");
        List.of("deletionTimestamp", "managedFields", "generation").forEach(metadata::remove);
        metadata.put("uid", UUID.randomUUID().toString());
        metadata.put("creationTimestamp", now());
        metadata.put("resourceVersion", nextVersion());
        if (kind.generation() != ServedKind.Generation.NONE) metadata.put("generation", 1);
        sign(object, author);
        return new LiveObject(object);
    }

    /** The object as it was where the write changes nothing, as the API server stores nothing then. */
    LiveObject changed(ServedKind kind, LiveObject before, ObjectNode after, Author author) {
        ObjectNode metadata = after.withObject("/metadata");
        JsonNode old = before.at("/metadata");
        requireSameVersion(before, metadata);
        FIXED_METADATA.forEach(field -> restore(metadata, field, old.path(field)));
        restore(metadata, "managedFields", old.path("managedFields"));
        if (kind.hasStatus()) keepApart(before, after, author);
        Defaults.fill(after);
        if (after.equals(before.json())) return before;
        Validation.check(kind, new LiveObject(after), Optional.of(before));
        if (isNewGeneration(kind, before.json(), after)) metadata.put("generation", before.generation() + 1);
        metadata.put("resourceVersion", nextVersion());
        sign(after, author);
        return new LiveObject(after);
    }

    LiveObject markedDeleted(LiveObject object) {
        if (object.isBeingDeleted()) return object;
        ObjectNode marked = (ObjectNode) object.json().deepCopy();
        marked.withObject("/metadata").put("deletionTimestamp", now()).put("resourceVersion", nextVersion());
        if (object.ref().kind().equals("Pod")) {
            marked.withObject("/metadata")
                    .put(
                            "deletionGracePeriodSeconds",
                            object.at("/spec/terminationGracePeriodSeconds").asInt(30));
        }
        if (object.ref().kind().equals("Namespace"))
            marked.withObject("/status").put("phase", "Terminating");
        return new LiveObject(marked);
    }

    /** A write that names a version is meant for that one only. */
    private static void requireSameVersion(LiveObject before, JsonNode metadata) {
        String meant = metadata.path("resourceVersion").asString("");
        if (meant.isEmpty() || meant.equals(before.resourceVersion())) return;
        throw new Rejected(
                Rejected.Status.CHANGED,
                "Operation cannot be fulfilled on " + ObjectStore.named(before.ref())
                        + ": the object has been modified; please apply your changes to the latest version and try again");
    }

    private static void keepApart(LiveObject before, ObjectNode after, Author author) {
        if (!author.isStatus()) {
            restore(after, "status", before.at("/status"));
            return;
        }
        JsonNode status = after.path("status");
        ObjectNode metadata = after.withObject("/metadata");
        after.removeAll();
        after.setAll((ObjectNode) before.json().deepCopy());
        after.set("metadata", metadata);
        restore(after, "status", status);
    }

    private static void restore(ObjectNode object, String field, JsonNode value) {
        if (value.isMissingNode()) object.remove(field);
        else object.set(field, value.deepCopy());
    }

    private static boolean isNewGeneration(ServedKind kind, JsonNode before, JsonNode after) {
        return switch (kind.generation()) {
            case NONE -> false;
            case SPEC -> !without(before, "status").equals(without(after, "status"));
            case ALL -> !without(before).equals(without(after));
        };
    }

    private static ObjectNode without(JsonNode object, String... fields) {
        ObjectNode rest = (ObjectNode) object.deepCopy();
        rest.remove("metadata");
        rest.remove(List.of(fields));
        return rest;
    }

    private void sign(ObjectNode object, Author author) {
        ObjectNode metadata = object.withObject("/metadata");
        ArrayNode managers =
                metadata.path("managedFields") instanceof ArrayNode known ? known : metadata.putArray("managedFields");
        for (Iterator<JsonNode> each = managers.iterator(); each.hasNext(); ) {
            if (isOf(each.next(), author)) each.remove();
        }
        ObjectNode entry = managers.addObject()
                .put("manager", author.manager())
                .put("operation", author.operation())
                .put("apiVersion", object.path("apiVersion").asString(""))
                .put("time", now());
        if (author.isStatus()) entry.put("subresource", "status");
    }

    private static boolean isOf(JsonNode entry, Author author) {
        return entry.path("manager").asString("").equals(author.manager())
                && entry.path("operation").asString("").equals(author.operation())
                && entry.has("subresource") == author.isStatus();
    }

    private String nextVersion() {
        return String.valueOf(++version);
    }

    private String now() {
        return ObjectStore.time(clock.instant());
    }
}
