package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Printable;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One field of one object, in one file or live.
 *
 * @param file empty for a live object
 * @param field the path, or empty for the whole object
 * @param before as JSON, or empty where there was nothing
 * @param after as JSON, or empty where there is nothing any more
 * @param line from 1 in a file, for people; no part of what is approved, since other commits move lines
 */
public record PlannedEdit(String file, ObjectRef object, String field, String before, String after, int line) {
    private static final int LONGEST = 200;
    private static final JsonMapper MAPPER = new JsonMapper();

    static PlannedEdit of(String file, FieldEdit edit) {
        return new PlannedEdit(
                file,
                edit.object(),
                edit.path().map(FieldPath::toString).orElse(""),
                edit.before().map(value -> json(edit, value)).orElse(""),
                edit.after().map(value -> json(edit, value)).orElse(""),
                edit.line());
    }

    private static String json(FieldEdit edit, JsonNode value) {
        return (edit.path().isEmpty() ? SecretValues.withoutValues(edit.object(), value) : value).toString();
    }

    static PlannedEdit direct(ObjectRef object, String field, Optional<JsonNode> before, Optional<JsonNode> after) {
        return new PlannedEdit(
                "",
                object,
                field,
                before.map(JsonNode::toString).orElse(""),
                after.map(JsonNode::toString).orElse(""),
                0);
    }

    /**
     * What happens, on one line: {@code spec.replicas: 1 → 3}, or {@code created}.
     *
     * @param arrow between old and new value
     */
    public String told(String arrow) {
        if (!field.isEmpty()) return field + ": " + oldValue() + " " + arrow + " " + newValue();
        if (before.isEmpty()) return "created";
        return after.isEmpty() ? "deleted" : "changed";
    }

    /** For people; {@code not set} where there was nothing. */
    public String oldValue() {
        return text(before);
    }

    /** For people; {@code not set} where there is nothing any more. */
    public String newValue() {
        return text(after);
    }

    JsonNode beforeJson() {
        return MAPPER.readTree(before);
    }

    JsonNode afterJson() {
        return MAPPER.readTree(after);
    }

    /** The same in another file. */
    PlannedEdit in(String otherFile) {
        return new PlannedEdit(otherFile, object, field, before, after, line);
    }

    /** The same of an object by another name. */
    PlannedEdit of(ObjectRef other) {
        return new PlannedEdit(file, other, field, before, after, line);
    }

    /** What takes it back. */
    FieldEdit back() {
        Optional<FieldPath> path = field.isEmpty() ? Optional.empty() : Optional.of(FieldPath.parse(field));
        return new FieldEdit(object, path, value(after), value(before), line);
    }

    private static Optional<JsonNode> value(String json) {
        return json.isEmpty() ? Optional.empty() : Optional.of(MAPPER.readTree(json));
    }

    boolean isOfSamePlaceAs(PlannedEdit other) {
        return field.equals(other.field) && object.isSameObjectAs(other.object);
    }

    private static String text(String json) {
        if (json.isEmpty()) return "not set";
        JsonNode value = MAPPER.readTree(json);
        return Printable.line(value.isValueNode() ? value.asString() : json, LONGEST);
    }
}
