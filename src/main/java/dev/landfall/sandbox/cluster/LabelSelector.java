package dev.landfall.sandbox.cluster;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Picks objects by their labels; all requirements must hold, none picks everything. */
public record LabelSelector(List<Predicate<Map<String, String>>> requirements) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
    private static final Pattern EQUALITY = Pattern.compile("([^=!\\s]+)\\s*(==|=|!=)\\s*(\\S*)");

    /** @param text as in {@code kubectl -l}: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k} */
    public static LabelSelector parse(String text) {
        // A comma inside of brackets parts values, not requirements.
        return new LabelSelector(Stream.of(text.split(",(?![^(]*\\))", -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(LabelSelector::requirement)
                .toList());
    }

    /** @param selector of a workload, with {@code matchLabels} and {@code matchExpressions} */
    public static LabelSelector of(JsonNode selector) {
        Stream<Predicate<Map<String, String>>> labels = selector.path("matchLabels").properties().stream()
                .map(label -> in(label.getKey(), Set.of(label.getValue().asString(""))));
        Stream<Predicate<Map<String, String>>> expressions =
                selector.path("matchExpressions").valueStream().map(LabelSelector::expression);
        return new LabelSelector(Stream.concat(labels, expressions).toList());
    }

    public boolean picks(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.test(labels));
    }

    private static Predicate<Map<String, String>> requirement(String text) {
        Matcher set = SET.matcher(text);
        if (set.matches()) {
            Predicate<Map<String, String>> in = in(set.group(1), values(set.group(3)));
            return set.group(2).equals("in") ? in : in.negate();
        }
        Matcher equality = EQUALITY.matcher(text);
        if (equality.matches()) {
            Predicate<Map<String, String>> equal = in(equality.group(1), Set.of(equality.group(3)));
            return equality.group(2).equals("!=") ? equal.negate() : equal;
        }
        if (text.startsWith("!"))
            return labels -> !labels.containsKey(text.substring(1).strip());
        return labels -> labels.containsKey(text);
    }

    private static Predicate<Map<String, String>> expression(JsonNode expression) {
        String key = expression.path("key").asString("");
        Set<String> values = new HashSet<>();
        expression.path("values").forEach(value -> values.add(value.asString("")));
        return switch (expression.path("operator").asString("")) {
            case "In" -> in(key, values);
            case "NotIn" -> in(key, values).negate();
            case "Exists" -> labels -> labels.containsKey(key);
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default -> throw new Rejected(Rejected.Status.INVALID, "not a valid label selector operator");
        };
    }

    private static Predicate<Map<String, String>> in(String key, Set<String> values) {
        return labels -> labels.containsKey(key) && values.contains(labels.get(key));
    }

    private static Set<String> values(String list) {
        return new HashSet<>(
                Arrays.stream(list.split(",", -1)).map(String::strip).toList());
    }
}
