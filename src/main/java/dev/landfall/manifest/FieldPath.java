package dev.landfall.manifest;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The way from an object to one of its fields, as a person writes it: {@code spec.template.spec.containers[name=web].image},
 * and {@code metadata.annotations["a/b.c"]} for a key that has more than letters, digits, {@code _} and {@code -}.
 */
public record FieldPath(List<Step> steps) {

    /** One step down. */
    public sealed interface Step {

        Optional<JsonNode> in(JsonNode node);
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
            if (!node.isArray()) return Optional.empty();
            return node.valueStream()
                    .filter(item -> item.path(key).asString("").equals(value))
                    .findFirst();
        }

        @Override
        public String toString() {
            return "[" + FieldPathSyntax.bareOrQuoted(key) + "=" + FieldPathSyntax.bareOrQuoted(value) + "]";
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
