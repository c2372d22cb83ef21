package dev.landfall.manifest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The way from an object to one of its fields, as a person writes it: {@code spec.template.spec.containers[name=web].image},
 * {@code metadata.annotations["a/b.c"]} for a key that has more than letters, digits, {@code _} and {@code -}, {@code
 * args[0]} and {@code finalizers[=a]} for lists of single values.
 */
public record FieldPath(List<Step> steps) {

    /** One step down. */
    public sealed interface Step {

        Optional<JsonNode> in(JsonNode node);

        /** Whether it means this item of a list, which has this index from 0. */
        default boolean names(JsonNode item, int index) {
            return switch (this) {
                case Key key -> false;
                case Item(String key, String value) ->
                    item.path(key).asString("").equals(value);
                case Element(String value) ->
                    item.isValueNode() && item.asString().equals(value);
                case Index(int wanted) -> index == wanted;
            };
        }

        private static Optional<JsonNode> itemOf(JsonNode list, Step step) {
            for (int i = 0; list.isArray() && i < list.size(); i++) {
                if (step.names(list.get(i), i)) return Optional.of(list.get(i));
            }
            return Optional.empty();
        }
    }

    /** To the value under this key of an object. */
    public record Key(String name) implements Step {
        @Override
        public Optional<JsonNode> in(JsonNode node) {
            return Optional.ofNullable(node.get(name));
        }

        @Override
        public String toString() {
            return FieldPathSyntax.isBare(name) ? name : "[" + FieldPathSyntax.quoted(name) + "]";
        }
    }

    /** To the item of a list whose field {@code key} has this value. */
    public record Item(String key, String value) implements Step {
        @Override
        public Optional<JsonNode> in(JsonNode node) {
            return Step.itemOf(node, this);
        }

        @Override
        public String toString() {
            return "[" + FieldPathSyntax.bareOrQuoted(key) + "=" + FieldPathSyntax.bareOrQuoted(value) + "]";
        }
    }

    /** To the item of a list that is this single value: {@code args[="--verbose"]}. */
    public record Element(String value) implements Step {
        @Override
        public Optional<JsonNode> in(JsonNode node) {
            return Step.itemOf(node, this);
        }

        @Override
        public String toString() {
            return "[=" + FieldPathSyntax.bareOrQuoted(value) + "]";
        }
    }

    /** To the item at this place of a list, counted from 0: {@code args[0]}. */
    public record Index(int index) implements Step {
        @Override
        public Optional<JsonNode> in(JsonNode node) {
            return Step.itemOf(node, this);
        }

        @Override
        public String toString() {
            return "[" + index + "]";
        }
    }

    public FieldPath {
        steps = List.copyOf(steps);
        if (steps.isEmpty()) throw new IllegalArgumentException("a field path has at least one step");
    }

    /** The inverse of {@link #toString}. @throws IllegalArgumentException with the place where it is no path */
    public static FieldPath parse(String text) {
        return new FieldPathSyntax(text).path();
    }

    public Step last() {
        return steps.getLast();
    }

    /** This path and one step more. */
    public FieldPath to(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    void requireListItem() {
        if (last() instanceof Key || last() instanceof Index)
            throw new IllegalArgumentException(this + " does not name an item of a list by what it says");
    }

    /** Whether the field is the one by which the path names its item, and this would be another value of it. */
    boolean renames(JsonNode value) {
        return steps.size() > 1
                && last() instanceof Key(String name)
                && steps.get(steps.size() - 2) instanceof Item(String key, String known)
                && key.equals(name)
                && !known.equals(value.asString(""));
    }

    /** The value at this path of a live object, if it is there. */
    public Optional<JsonNode> in(JsonNode object) {
        Optional<JsonNode> node = Optional.of(object);
        for (Step step : steps) node = node.flatMap(step::in);
        return node;
    }

    /** The path to the thing that holds the field; empty for a field of the object itself. */
    String parent() {
        return text(steps.subList(0, steps.size() - 1));
    }

    static String text(List<Step> steps) {
        String text = steps.stream()
                .map(step -> step.toString().startsWith("[") ? step.toString() : "." + step)
                .collect(Collectors.joining());
        return text.startsWith(".") ? text.substring(1) : text;
    }

    @Override
    public String toString() {
        return text(steps);
    }
}
