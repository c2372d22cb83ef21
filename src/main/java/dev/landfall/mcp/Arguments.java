package dev.landfall.mcp;

import dev.landfall.change.At;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.EditDistance;
import dev.landfall.reason.Printable;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The arguments of one call, checked when they come in. */
record Arguments(ObjectNode values) {

    /** @throws RequestException where one is unknown, missing or of another form */
    static Arguments read(List<Argument> known, JsonNode given) {
        if (!(given instanceof ObjectNode values))
            throw RequestException.because("bad-argument", "the arguments are no object", "send them as an object");
        for (String name : values.propertyNames()) requireKnown(name, known);
        for (Argument argument : known) check(argument, values.path(argument.name()));
        return new Arguments(values);
    }

    private static void requireKnown(String name, List<Argument> known) {
        List<String> names = known.stream().map(Argument::name).toList();
        if (names.contains(name)) return;
        throw RequestException.because(
                "unknown-argument",
                "there is no argument \"" + Printable.line(name, 80) + "\"",
                nearest(name, names)
                        .map(near -> "did you mean " + near + "?")
                        .orElseGet(() -> "it takes " + String.join(", ", names)));
    }

    /** The known word that a wrong one is likely meant to be. */
    static Optional<String> nearest(String word, List<String> known) {
        if (word.length() > 64) return Optional.empty();
        return known.stream()
                .filter(each -> EditDistance.between(word, each) <= Math.max(2, EditDistance.tolerated(each)))
                .min(Comparator.comparingInt(each -> EditDistance.between(word, each)));
    }

    private static void check(Argument argument, JsonNode value) {
        if (value.isMissingNode() && !argument.isRequired()) return;
        if (value.isMissingNode())
            throw RequestException.because(
                    "missing-argument", "the argument " + argument.name() + " is missing", "give " + argument.wanted());
        if (!argument.takes(value))
            throw RequestException.because(
                    "bad-argument",
                    "the argument " + argument.name() + " is not what it takes",
                    "give " + argument.wanted());
    }

    boolean has(String name) {
        return values.has(name);
    }

    /** Empty where it is not given. */
    String text(String name) {
        return values.path(name).asString("");
    }

    boolean isTrue(String name) {
        return values.path(name).asBoolean(false);
    }

    /** On which level a change is made: the argument {@code at} of those tools that have it. */
    At at() {
        return At.said(text("at")).orElse(At.UNSAID);
    }

    int count(String name, int standard) {
        return values.path(name).asInt(standard);
    }

    List<String> texts(String name) {
        return values.path(name).valueStream().map(JsonNode::asString).toList();
    }

    Map<String, String> textsByKey(String name) {
        return values.path(name).properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().asString(),
                        (first, _) -> first,
                        LinkedHashMap::new));
    }
}
