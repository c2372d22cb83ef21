package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A place at which two states of an object differ.
 *
 * @param steps to the place; none for the object as a whole, which one of the states lacks
 * @param before empty where it has nothing there
 */
record Difference(ObjectRef object, List<Step> steps, Optional<JsonNode> before, Optional<JsonNode> after) {
    private static final int LONGEST_VALUE = 100;

    static List<Difference> between(ObjectRef object, Optional<JsonNode> before, Optional<JsonNode> after) {
        // Nearly all objects are the same before and after an edit, and this tells it without a look at each place.
        if (before.equals(after)) return List.of();
        List<Difference> found = new ArrayList<>();
        collect(object, List.of(), before, after, found);
        return found;
    }

    private static void collect(
            ObjectRef object,
            List<Step> steps,
            Optional<JsonNode> before,
            Optional<JsonNode> after,
            List<Difference> found) {
        if (before.isEmpty() || after.isEmpty()) {
            if (before.isPresent() || after.isPresent()) found.add(new Difference(object, steps, before, after));
            return;
        }
        JsonNode one = before.get();
        JsonNode other = after.get();
        if (one.isObject() && other.isObject()) inFields(object, steps, one, other, found);
        else if (one.isArray() && other.isArray()) inItems(object, steps, one, other, found);
        else if (!isSame(one, other)) found.add(new Difference(object, steps, before, after));
    }

    private static boolean isSame(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) return one.decimalValue().compareTo(other.decimalValue()) == 0;
        return one.equals(other);
    }

    private static void inFields(
            ObjectRef object, List<Step> steps, JsonNode one, JsonNode other, List<Difference> found) {
        Set<String> names = new LinkedHashSet<>(one.propertyNames());
        names.addAll(other.propertyNames());
        for (String name : names)
            collect(
                    object,
                    and(steps, new FieldPath.Key(name)),
                    Optional.ofNullable(one.get(name)),
                    Optional.ofNullable(other.get(name)),
                    found);
    }

    /** By name where the items have names, in the same order: for some lists the order means something. */
    private static void inItems(
            ObjectRef object, List<Step> steps, JsonNode one, JsonNode other, List<Difference> found) {
        for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
            Optional<JsonNode> before = Optional.ofNullable(one.get(i));
            Optional<JsonNode> after = Optional.ofNullable(other.get(i));
            Step step = hasUniqueNames(one) && hasUniqueNames(other)
                    ? new FieldPath.Item("name", name(before.or(() -> after).orElseThrow()))
                    : new FieldPath.Index(i);
            collect(object, and(steps, step), before, after, found);
        }
    }

    private static boolean hasUniqueNames(JsonNode list) {
        Set<String> names = new HashSet<>();
        return list.valueStream().allMatch(item -> !name(item).isEmpty() && names.add(name(item)));
    }

    private static String name(JsonNode item) {
        return item.path("name").asString("");
    }

    static List<Step> and(List<Step> steps, Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return List.copyOf(longer);
    }

    boolean isAt(Difference other) {
        return object.equals(other.object) && steps.equals(other.steps);
    }

    /** Whether it leads to the same there. */
    boolean comesToTheSameAs(Difference other) {
        return isAt(other) && between(object, after, other.after).isEmpty();
    }

    /** What makes it true. */
    DesiredChange change() {
        if (steps.isEmpty())
            return after.<DesiredChange>map(content -> new DesiredChange.CreateObject(object, (ObjectNode) content))
                    .orElseGet(() -> new DesiredChange.DeleteObject(object));
        FieldPath path = new FieldPath(steps);
        return after.<DesiredChange>map(value -> new DesiredChange.SetField(object, path, value))
                .orElseGet(() -> new DesiredChange.RemoveField(object, path));
    }

    /** What makes it untrue again, of an object only whether it is there; empty for what nobody may see. */
    Optional<DesiredChange> former() {
        if (isSecret(object, steps)) return Optional.empty();
        if (steps.isEmpty())
            return Optional.of(
                    before.isPresent()
                            ? DesiredChange.CreateObject.named(object)
                            : new DesiredChange.DeleteObject(object));
        FieldPath path = new FieldPath(steps);
        return Optional.of(before.<DesiredChange>map(value -> new DesiredChange.SetField(object, path, value))
                .orElseGet(() -> new DesiredChange.RemoveField(object, path)));
    }

    /** What a Secret holds is never shown, only that it differs. */
    @Override
    public String toString() {
        if (steps.isEmpty()) return object + ": " + (before.isPresent() ? "goes" : "comes");
        String place = object + " " + new FieldPath(steps);
        if (isSecret(object, steps)) return place + ": another value";
        return place + ": " + text(before) + " -> " + text(after);
    }

    /** Whether the place is one where a Secret has what nobody may see. */
    static boolean isSecret(ObjectRef object, List<Step> steps) {
        return object.kind().equals("Secret")
                && steps.stream()
                        .anyMatch(step -> step instanceof FieldPath.Key(String name)
                                && (name.equals("data") || name.equals("stringData")));
    }

    static String text(Optional<JsonNode> value) {
        if (value.isEmpty()) return "not set";
        String text =
                value.get().isValueNode() ? value.get().asString() : value.get().toString();
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE - 1) + "…";
    }
}
