package dev.landfall.placement;

import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FieldPath.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one generated owner is made with.
 *
 * @param home where it is written
 * @param added by the generator itself, above what is written
 */
record ParameterSet(Home home, JsonNode written, JsonNode added) {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,5}");

    /** Where a set is written. */
    sealed interface Home {
        /** @param place in the generator's own object */
        record InGenerator(String place) implements Home {}

        /** @param above the way to the set in the file; none where the file is one set */
        record InFile(Checkout checkout, String path, List<Step> above) implements Home {
            public InFile {
                above = List.copyOf(above);
            }
        }
    }

    /** As it comes into a text; empty where there is no such parameter, or none that is a single value. */
    Optional<String> text(String name) {
        return in(added, name).or(() -> in(written, name));
    }

    private static Optional<String> in(JsonNode values, String name) {
        return way(values, name)
                .flatMap(way -> new FieldPath(way).in(values))
                .filter(value -> value.isString() || value.isBoolean() || isShortNumber(value))
                .map(JsonNode::asString);
    }

    /** Go writes longer numbers with an exponent. */
    private static boolean isShortNumber(JsonNode value) {
        return value.isIntegralNumber()
                && WHOLE_NUMBER.matcher(value.asString()).matches();
    }

    /** The way to it in the set; empty where it is none that is written. */
    Optional<List<Step>> place(String name) {
        return in(added, name).isPresent() ? Optional.empty() : way(written, name);
    }

    /** The same with another value of one that is written, of the type that it has. */
    JsonNode valueLike(List<Step> place, String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        JsonNode there = new FieldPath(place).in(written).orElseThrow();
        if (there.isNumber() && WHOLE_NUMBER.matcher(text).matches()) return json.numberNode(Long.parseLong(text));
        if (there.isBoolean() && (text.equals("true") || text.equals("false")))
            return json.booleanNode(text.equals("true"));
        return json.stringNode(text);
    }

    ParameterSet with(JsonNode other) {
        return new ParameterSet(home, other, added);
    }

    /** A key can have dots itself. */
    private static Optional<List<Step>> way(JsonNode holder, String name) {
        Optional<Step> whole = step(holder, name);
        if (whole.isPresent()) return whole.map(List::of);
        for (int dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) {
            String rest = name.substring(dot + 1);
            Optional<List<Step>> way = step(holder, name.substring(0, dot))
                    .flatMap(step -> way(step.in(holder).orElseThrow(), rest).map(below -> and(step, below)));
            if (way.isPresent()) return way;
        }
        return Optional.empty();
    }

    private static Optional<Step> step(JsonNode holder, String name) {
        if (holder.has(name)) return Optional.of(new FieldPath.Key(name));
        boolean isItem = holder.isArray() && WHOLE_NUMBER.matcher(name).matches() && holder.has(Integer.parseInt(name));
        return isItem ? Optional.of(new FieldPath.Index(Integer.parseInt(name))) : Optional.empty();
    }

    private static List<Step> and(Step step, List<Step> below) {
        List<Step> way = new ArrayList<>(List.of(step));
        way.addAll(below);
        return way;
    }
}
