package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Collects the required fields of a kind: of mappings that must be there, those that they must have. */
final class WantedFields {
    /** Given by what the object is called, or by nobody. */
    private static final Set<String> NEVER_ASKED = Set.of("apiVersion", "kind", "metadata", "status");

    private static final int DEEPEST = 8;
    private static final int MOST = 40;

    private final List<WantedField> found = new ArrayList<>();

    private WantedFields() {}

    static List<WantedField> of(FieldSchema root) {
        WantedFields fields = new WantedFields();
        List<String> names = new ArrayList<>(root.required());
        // Most kinds do not say that spec must be there, and are nothing without it.
        if (root.declares("spec") && !names.contains("spec")) names.addFirst("spec");
        names.removeAll(NEVER_ASKED);
        fields.add(names, root, List.of());
        return List.copyOf(fields.found);
    }

    static WantedField field(FieldPath path, FieldSchema schema) {
        return new WantedField(
                path,
                schema.type(),
                schema.items().type(),
                schema.allowedValues(),
                schema.byDefault(),
                schema.least(),
                schema.most(),
                schema.description());
    }

    private void add(List<String> names, FieldSchema holder, List<Step> above) {
        for (String name : names) {
            List<Step> steps = new ArrayList<>(above);
            steps.add(new FieldPath.Key(name));
            holder.under(name).ifPresent(field -> add(field, steps));
        }
    }

    private void add(FieldSchema field, List<Step> steps) {
        boolean isHolder =
                field.type() == FieldType.MAPPING && !field.declared().isEmpty();
        boolean isSpec = steps.size() == 1 && isHolder;
        if (isHolder && steps.size() < DEEPEST && (isSpec || !field.required().isEmpty()))
            add(field.required(), field, steps);
        else if (found.size() < MOST) found.add(field(new FieldPath(steps), field));
    }
}
