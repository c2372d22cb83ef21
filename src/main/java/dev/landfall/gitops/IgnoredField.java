package dev.landfall.gitops;

import dev.landfall.manifest.FieldPath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** A field that an owner leaves out, with all below it: a JSON pointer, or a jq expression that is a plain path. */
public final class IgnoredField {
    private static final Pattern JQ_STEP = Pattern.compile("""
            \\s*(?:\\|\\s*)?(?:\
            \\.(?<key>[A-Za-z_][A-Za-z0-9_]*)\
            |\\.?\\["(?<quoted>(?:[^"\\\\]|\\\\.)*)"\\]\
            |\\."(?<dotted>(?:[^"\\\\]|\\\\.)*)"\
            |\\.?\\[(?<index>[0-9]{0,6})\\]\
            |select\\(\\s*\\.(?<where>[A-Za-z_][A-Za-z0-9_]*)\\s*==\\s*"(?<is>[^"\\\\]*)"\\s*\\)\
            )\\??\\s*""");

    private final String text;
    private final List<Step> steps;

    private IgnoredField(String text, List<Step> steps) {
        this.text = text;
        this.steps = List.copyOf(steps);
    }

    private sealed interface Step {}

    /** A key of an object; in a JSON pointer also the place in a list. */
    private record Name(String name) implements Step {}

    private record EveryItem() implements Step {}

    /** It goes nowhere: it narrows down the items of the step before. */
    private record Where(String key, String value) implements Step {}

    public static IgnoredField pointer(String pointer) {
        List<Step> steps = Arrays.stream(pointer.split("/", -1))
                .skip(1)
                .<Step>map(part -> new Name(part.replace("~1", "/").replace("~0", "~")))
                .toList();
        return new IgnoredField(pointer, steps);
    }

    /** Empty where the expression is more than a path. */
    public static Optional<IgnoredField> jq(String expression) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = JQ_STEP.matcher(expression);
        int at = 0;
        while (at < expression.length()) {
            if (!matcher.find(at) || matcher.start() != at) return Optional.empty();
            steps.add(step(matcher));
            at = matcher.end();
        }
        return Optional.of(new IgnoredField(expression, steps)).filter(field -> !field.steps.isEmpty());
    }

    /** As it is written. */
    public String text() {
        return text;
    }

    /**
     * Whether a field lies at or below this one.
     *
     * @param field such as {@code spec.template.spec.containers[name=web].image}
     * @param object that has it, by which places in lists are told
     */
    public boolean covers(String field, JsonNode object) {
        JsonNode node = object;
        int at = 0;
        for (FieldPath.Step step : FieldPath.parse(field).steps()) {
            if (at == steps.size()) return true;
            int index = index(node, step);
            if (!meets(steps.get(at), step, index)) return false;
            node = step.in(node).orElse(MissingNode.getInstance());
            at++;
            while (at < steps.size() && steps.get(at) instanceof Where(String key, String value)) {
                if (!node.path(key).asString("").equals(value)) return false;
                at++;
            }
        }
        return at == steps.size();
    }

    private static boolean meets(Step wanted, FieldPath.Step step, int index) {
        return switch (wanted) {
            case Name(String name) ->
                step instanceof FieldPath.Key(String key)
                        ? key.equals(name)
                        : index >= 0 && name.equals(String.valueOf(index));
            case EveryItem every -> !(step instanceof FieldPath.Key);
            case Where where -> false;
        };
    }

    /** -1 where it is no place in this list. */
    private static int index(JsonNode list, FieldPath.Step step) {
        for (int i = 0; list.isArray() && i < list.size(); i++) {
            if (step.names(list.get(i), i)) return i;
        }
        return -1;
    }

    private static Step step(Matcher matcher) {
        if (matcher.group("where") != null) return new Where(matcher.group("where"), matcher.group("is"));
        if (matcher.group("index") != null)
            return matcher.group("index").isEmpty() ? new EveryItem() : new Name(matcher.group("index"));
        if (matcher.group("key") != null) return new Name(matcher.group("key"));
        String quoted = matcher.group("quoted") == null ? matcher.group("dotted") : matcher.group("quoted");
        return new Name(quoted.replaceAll("\\\\(.)", "$1"));
    }
}
