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
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
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

/** Sets any field that a user names by its path, and checks whole manifests, both by the API's own schema. */
public final class FieldInstructions {
    private static final int FAULTS_SHOWN = 5;

    private final Cluster cluster;
    private final SchemaReader schemas;

    public FieldInstructions(Cluster cluster) {
        this.cluster = cluster;
        this.schemas = new SchemaReader(cluster);
    }

    /** @param text whether every value is meant as text */
    public ChangeRequest set(List<ObjectRef> named, List<Assignment> wanted, boolean text, Manner manner) {
        List<DesiredChange> changes = new ArrayList<>();
        for (ObjectRef object : named) {
            LiveObject live = cluster.get(object)
                    .orElseThrow(() -> wrong(Reason.lasting(
                            "no-such-object", "there is no " + object, "check the name and the namespace (-n)")));
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
    public List<CreateObject> checked(List<CreateObject> objects) {
        for (CreateObject each : objects) {
            List<FieldFault> faults =
                    schemas.read(each.object(), Optional.empty()).faultsIn(each.content());
            if (faults.isEmpty()) continue;
            String said = faults.stream()
                    .limit(FAULTS_SHOWN)
                    .map(fault -> fault.reason().toString())
                    .collect(Collectors.joining("; "));
            String more = faults.size() > FAULTS_SHOWN ? "; and " + (faults.size() - FAULTS_SHOWN) + " more" : "";
            throw wrong(Reason.lasting("bad-manifest", each.object() + ": " + said + more, "correct the manifest"));
        }
        return objects;
    }

    private static DesiredChange change(LiveObject live, ObjectSchema schema, Assignment one, boolean text) {
        FieldPath path = resolved(schema, path(one.name()));
        schema.objectionToSetting(path).ifPresent(objection -> {
            throw wrong(objection);
        });
        boolean item = path.last() instanceof FieldPath.Item || path.last() instanceof FieldPath.Element;
        if (one.value().isEmpty())
            return item ? new RemoveListItem(live.ref(), path) : new RemoveField(live.ref(), path);
        JsonNode value = text
                ? JsonNodeFactory.instance.stringNode(one.value().get())
                : converted(schema, path, one.value().get());
        return item ? added(live.ref(), path, value) : new SetField(live.ref(), path, value);
    }

    private static DesiredChange added(ObjectRef object, FieldPath path, JsonNode item) {
        try {
            return new AddListItem(object, path, item);
        } catch (IllegalArgumentException other) {
            throw wrong(Reason.lasting("bad-item", other.getMessage(), "give the item that the path names"));
        }
    }

    private static FieldPath resolved(ObjectSchema schema, FieldPath typed) {
        return switch (schema.resolve(typed)) {
            case Resolved.Field field -> field.path();
            case Resolved.Ambiguous ambiguous -> throw wrong(ambiguous.reason());
            case NoSuchField none -> throw wrong(none.reason());
        };
    }

    private static JsonNode converted(ObjectSchema schema, FieldPath path, String text) {
        return switch (schema.convert(path, text)) {
            case Converted.Typed(JsonNode value) -> value;
            case Converted.WrongType wrong -> throw wrong(wrong.reason());
            case NoSuchField none -> throw wrong(none.reason());
        };
    }

    private static FieldPath path(String text) {
        try {
            return FieldPath.parse(text);
        } catch (IllegalArgumentException notOne) {
            throw wrong(Reason.lasting(
                    "bad-path", notOne.getMessage(), "write it as spec.replicas or containers[name=web].image"));
        }
    }

    private static RequestException wrong(Reason reason) {
        return new RequestException(reason);
    }
}
