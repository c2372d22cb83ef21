package dev.landfall.operate;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Manner;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.schema.Converted;
import dev.landfall.schema.FieldFault;
import dev.landfall.schema.NoSuchField;
import dev.landfall.schema.ObjectSchema;
import dev.landfall.schema.Resolved;
import dev.landfall.schema.SchemaReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Instructions about any object: its fields, typed by the API's own schema, its labels and annotations, and the whole of it. */
public final class ObjectInstructions {
    private static final int FAULTS_SHOWN = 5;

    private final Cluster cluster;
    private final SchemaReader schemas;

    public ObjectInstructions(Cluster cluster) {
        this.cluster = cluster;
        this.schemas = new SchemaReader(cluster);
    }

    /** @param text whether every value is meant as text */
    public ChangeRequest set(List<ObjectRef> named, List<Assignment> wanted, boolean text, Manner manner) {
        List<DesiredChange> changes = new ArrayList<>();
        for (ObjectRef object : named) {
            LiveObject live = require(object);
            ObjectSchema schema = schemas.read(live.ref(), Optional.of(live));
            for (Assignment one : wanted) changes.add(change(live, schema, one, text));
        }
        String what = wanted.stream().map(Assignment::toString).collect(Collectors.joining(", "));
        return new ChangeRequest(changes, "set " + what, manner);
    }

    /**
     * Every object as it is, if the schema of its kind has all of its fields.
     *
     * @throws RequestException naming those that it does not have
     */
    private List<CreateObject> checked(List<CreateObject> objects) {
        for (CreateObject each : objects) {
            List<FieldFault> faults =
                    schemas.read(each.object(), Optional.empty()).faultsIn(each.content());
            if (faults.isEmpty()) continue;
            String said = faults.stream()
                    .limit(FAULTS_SHOWN)
                    .map(fault -> fault.reason().toString())
                    .collect(Collectors.joining("; "));
            String more = faults.size() > FAULTS_SHOWN ? "; and " + (faults.size() - FAULTS_SHOWN) + " more" : "";
            throw RequestException.because("bad-manifest", each.object() + ": " + said + more, "correct the manifest");
        }
        return objects;
    }

    public ChangeRequest label(List<ObjectRef> named, List<Assignment> wanted, Manner manner) {
        wanted.forEach(Names::requireLabel);
        return metadata("labels", "label", named, wanted, manner);
    }

    public ChangeRequest annotate(List<ObjectRef> named, List<Assignment> wanted, Manner manner) {
        wanted.forEach(one -> Names.requireKey(one.name()));
        return metadata("annotations", "annotation", named, wanted, manner);
    }

    private ChangeRequest metadata(
            String map, String title, List<ObjectRef> named, List<Assignment> wanted, Manner manner) {
        FieldPath entries = FieldPath.parse("metadata." + map);
        List<DesiredChange> changes = new ArrayList<>();
        for (ObjectRef object : named) {
            ObjectRef there = require(object).ref();
            for (Assignment one : wanted) {
                FieldPath entry = entries.to(new FieldPath.Key(one.name()));
                changes.add(one.value()
                        .<DesiredChange>map(
                                value -> new SetField(there, entry, JsonNodeFactory.instance.stringNode(value)))
                        .orElseGet(() -> new RemoveField(there, entry)));
            }
        }
        String what = wanted.stream()
                .map(one -> (one.value().isPresent() ? "set " : "remove ") + title + " " + one.name())
                .collect(Collectors.joining(", "));
        return new ChangeRequest(changes, what, manner);
    }

    /** As {@code kubectl create}: none of the objects may be there. */
    public ChangeRequest create(List<CreateObject> objects, Manner manner) {
        for (CreateObject each : checked(objects)) {
            if (cluster.get(each.object()).isPresent())
                throw RequestException.because(
                        "object-exists",
                        each.object() + " is there already",
                        "change it with landfall operate apply -f, or choose another name");
        }
        return new ChangeRequest(List.copyOf(objects), "create " + count(objects), manner);
    }

    /** As {@code kubectl apply}: what the manifests name is set, what they do not name stays. */
    public ChangeRequest apply(List<CreateObject> objects, Manner manner) {
        return new ChangeRequest(List.copyOf(checked(objects)), "apply " + count(objects), manner);
    }

    public ChangeRequest delete(List<ObjectRef> named, Manner manner) {
        List<DesiredChange> changes =
                named.stream().<DesiredChange>map(DeleteObject::new).toList();
        return new ChangeRequest(changes, "delete", manner);
    }

    private static String count(List<CreateObject> objects) {
        return objects.size() == 1 ? objects.getFirst().object().kind() : objects.size() + " objects";
    }

    private LiveObject require(ObjectRef named) {
        return cluster.get(named).orElseThrow(() -> RequestException.noSuchObject(named));
    }

    private static DesiredChange change(LiveObject live, ObjectSchema schema, Assignment one, boolean text) {
        FieldPath path = resolved(schema, path(one.name()));
        schema.objectionToSetting(path).ifPresent(objection -> {
            throw new RequestException(objection);
        });
        boolean item = path.last() instanceof FieldPath.Item || path.last() instanceof FieldPath.Element;
        if (one.value().isEmpty())
            return item ? new RemoveListItem(live.ref(), path) : new RemoveField(live.ref(), path);
        JsonNode value = text
                ? JsonNodeFactory.instance.stringNode(one.value().get())
                : converted(schema, path, one.value().get());
        return item ? added(live.ref(), path, value) : set(live.ref(), path, value);
    }

    private static DesiredChange added(ObjectRef object, FieldPath path, JsonNode item) {
        try {
            return new AddListItem(object, path, item);
        } catch (IllegalArgumentException other) {
            throw RequestException.because("bad-item", other.getMessage(), "give the item that the path names");
        }
    }

    private static DesiredChange set(ObjectRef object, FieldPath path, JsonNode value) {
        try {
            return new SetField(object, path, value);
        } catch (IllegalArgumentException another) {
            throw RequestException.because("bad-item", another.getMessage(), "PATH[name=OLD]- takes an item out");
        }
    }

    private static FieldPath resolved(ObjectSchema schema, FieldPath typed) {
        return switch (schema.resolve(typed)) {
            case Resolved.Field field -> field.path();
            case Resolved.Ambiguous ambiguous -> throw new RequestException(ambiguous.reason());
            case NoSuchField none -> throw new RequestException(none.reason());
        };
    }

    private static JsonNode converted(ObjectSchema schema, FieldPath path, String text) {
        return switch (schema.convert(path, text)) {
            case Converted.Typed(JsonNode value) -> value;
            case Converted.WrongType wrong -> throw new RequestException(wrong.reason());
            case NoSuchField none -> throw new RequestException(none.reason());
        };
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw RequestException.because(
                    "bad-path", notOne.getMessage(), "write it as spec.replicas or containers[name=web].image");
        }
    }
}
