package dev.landfall.manifest;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A place at which two objects differ; lists of another length are one difference.
 *
 * @param before empty where the first has nothing there
 * @param after empty where the second has nothing there
 */
public record FieldDifference(FieldPath path, Optional<JsonNode> before, Optional<JsonNode> after) {

    /** From the top down, in the order of the first object. */
    public static List<FieldDifference> between(JsonNode before, JsonNode after) {
        List<FieldDifference> differences = new ArrayList<>();
        collect(Optional.empty(), before, after, differences);
        return differences;
    }

    private static void collect(
            Optional<FieldPath> path, JsonNode before, JsonNode after, List<FieldDifference> differences) {
        if (before.equals(after)) return;
        if (before.isObject() && after.isObject()) {
            Set<String> names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (String name : names)
                step(path, new FieldPath.Key(name), before.get(name), after.get(name), differences);
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++)
                step(path, new FieldPath.Index(i), before.get(i), after.get(i), differences);
        } else {
            FieldPath here = path.orElseThrow(() -> new IllegalArgumentException("the objects are of different kinds"));
            differences.add(new FieldDifference(here, Optional.of(before), Optional.of(after)));
        }
    }

    private static void step(
            Optional<FieldPath> path,
            FieldPath.Step step,
            JsonNode before,
            JsonNode after,
            List<FieldDifference> differences) {
        FieldPath here = path.map(above -> above.to(step)).orElseGet(() -> new FieldPath(List.of(step)));
        if (before != null && after != null) collect(Optional.of(here), before, after, differences);
        else if (before != null || after != null)
            differences.add(new FieldDifference(here, Optional.ofNullable(before), Optional.ofNullable(after)));
    }

    /** As RFC 6901 writes the place. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        for (FieldPath.Step step : path.steps()) {
            pointer.append('/')
                    .append(
                            switch (step) {
                                case FieldPath.Key(String name) ->
                                    name.replace("~", "~0").replace("/", "~1");
                                case FieldPath.Index(int index) -> Integer.toString(index);
                                case FieldPath.Item item ->
                                    throw new IllegalStateException("a difference has no items by key");
                                case FieldPath.Element element ->
                                    throw new IllegalStateException("a difference has no items by value");
                            });
        }
        return pointer.toString();
    }
}
