package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/** The way along a path through a schema, as far as it goes. */
record FieldWalk(List<Step> steps, int taken, FieldSchema last) {

    static FieldWalk along(List<Step> steps, FieldSchema root) {
        FieldSchema last = root;
        for (int i = 0; i < steps.size(); i++) {
            Optional<FieldSchema> next = last.at(steps.get(i));
            if (next.isEmpty()) return new FieldWalk(steps, i, last);
            last = next.get();
        }
        return new FieldWalk(steps, steps.size(), last);
    }

    boolean isComplete() {
        return taken == steps.size();
    }

    /** Whether it ends since a mapping has no field of that name, and none with a name that is near. */
    boolean endsInTheUnknown() {
        return last.type() == FieldType.MAPPING
                && steps.get(taken) instanceof FieldPath.Key key
                && NearFields.siblings(last, key.name()).isEmpty();
    }

    /** Why it goes no further. */
    Reason reason(String kind, DeclaredFields fields) {
        Step step = steps.get(taken);
        String field = text(taken + 1);
        return switch (last.type()) {
            case LIST -> ofList(kind, fields, step);
            case MAPPING -> ofMapping(kind, fields, field, step);
            case TEXT, WHOLE_NUMBER, NUMBER, BOOLEAN, INT_OR_STRING, QUANTITY ->
                reason(
                        kind + " has no field " + field + ": " + text(taken) + " is " + last.type(),
                        "name " + text(taken) + " itself");
            case UNKNOWN -> throw new IllegalStateException("anything goes below " + text(taken));
        };
    }

    private Reason ofMapping(String kind, DeclaredFields fields, String field, Step step) {
        String prefix = text(taken);
        if (step instanceof FieldPath.Key key)
            return reason(kind + " has no field " + field, NearFields.remedy(fields, last, prefix, key.name()));
        return reason(
                kind + " has no field " + field + ": " + prefix + " is a mapping, not a list",
                "name its field, such as " + prefix + "[\"key\"]");
    }

    private Reason ofList(String kind, DeclaredFields fields, Step step) {
        String list = text(taken);
        String key = last.mergeKeys().stream().findFirst().orElse("");
        String example = key.isEmpty() ? list + "[0]" : list + "[" + key + "=…]";
        if (last.isSet()) example = list + "[=…]";
        if (step instanceof FieldPath.Item item && last.items().type() == FieldType.MAPPING)
            return reason(
                    kind + " has no field " + text(taken + 1) + ": the items of " + list + " have no " + item.key(),
                    NearFields.remedy(fields, last.items(), list + "[…]", item.key()));
        return reason(
                kind + " has no field " + text(taken + 1) + ": " + list + " is a list",
                "name the item that is meant, such as " + example);
    }

    private static Reason reason(String message, String remedy) {
        return Reason.lasting("no-such-field", message, remedy);
    }

    private String text(int count) {
        return count == 0 ? "" : new FieldPath(steps.subList(0, count)).toString();
    }
}
