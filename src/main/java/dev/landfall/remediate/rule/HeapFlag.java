package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.SecretText;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Repair;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * How much heap a runtime is told to take: {@code -Xmx} of Java, {@code --max-old-space-size} of Node.js.
 *
 * @param field that holds it
 * @param text of the field
 * @param found where in it the flag stands
 */
record HeapFlag(TemplateContainer container, FieldPath field, String text, Matcher found) {
    private static final Pattern FLAG = Pattern.compile("(-Xmx|--max[-_]old[-_]space[-_]size=)(\\d+)([kKmMgG]?)");
    private static final double MOST = 0.8;
    private static final double FITTING = 0.75;

    /** The first in variables, command and arguments. */
    static Optional<HeapFlag> of(TemplateContainer container) {
        Stream<HeapFlag> variables = container
                .json()
                .path("env")
                .valueStream()
                .filter(variable ->
                        !SecretText.isSecretName(variable.path("name").asString("")))
                .flatMap(variable -> in(
                        container,
                        container
                                .to("env")
                                .to(new FieldPath.Item(
                                        "name", variable.path("name").asString("")))
                                .to(new FieldPath.Key("value")),
                        variable.path("value"))
                        .stream());
        Stream<HeapFlag> words = Stream.of("command", "args")
                .flatMap(list -> IntStream.range(0, container.json().path(list).size())
                        .boxed()
                        .flatMap(i -> in(
                                container,
                                container.to(list).to(new FieldPath.Index(i)),
                                container.json().path(list).get(i))
                                .stream()));
        return Stream.concat(variables, words).findFirst();
    }

    private static Optional<HeapFlag> in(TemplateContainer container, FieldPath field, JsonNode value) {
        String text = value.asString("");
        Matcher found = FLAG.matcher(text);
        return found.find() ? Optional.of(new HeapFlag(container, field, text, found)) : Optional.empty();
    }

    private Amount heap() {
        long number = Long.parseLong(found.group(2).length() > 15 ? "0" : found.group(2));
        boolean node = found.group(1).startsWith("--");
        return switch (found.group(3).toLowerCase(Locale.ROOT)) {
            case "k" -> Amount.mebibytes(number).times(1.0 / 1024);
            case "m" -> Amount.mebibytes(number);
            case "g" -> Amount.mebibytes(number * 1024);
            default ->
                node ? Amount.mebibytes(number) : Amount.mebibytes(number).times(1.0 / (1 << 20));
        };
    }

    /** A process takes more than its heap: threads, code, buffers. */
    boolean isTooMuchOf(Amount limit) {
        return heap().isMoreThan(limit.times(MOST));
    }

    Repair fittedTo(Amount limit) {
        long mebibytes = limit.times(FITTING).value().longValue() >> 20;
        String flag = found.group(1) + mebibytes + (found.group(1).startsWith("--") ? "" : "m");
        String fitted = text.substring(0, found.start()) + flag + text.substring(found.end());
        return new Repair(
                "lower the heap of " + container.name() + " to " + mebibytes + "Mi",
                java.util.List.of(Repairs.set(container.workload(), field, fitted)),
                Confidence.LIKELY,
                "it is told to take " + heap().of("memory") + " of heap, and its limit is " + limit.of("memory"),
                Repairs.UNTRIED);
    }

    Clue clue() {
        return new Clue(Clue.Source.SPEC, container.workload().ref(), field + " has " + found.group());
    }
}
