package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Workload;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Which nodes a pod asks for.
 *
 * @param selector labels that all must be there
 * @param terms of the required affinity, of which one must hold; a missing node where there are none
 */
record NodeChoice(Map<String, String> selector, JsonNode terms) {

    static NodeChoice of(Workload workload) {
        Map<String, String> selector = new TreeMap<>();
        workload.podSpec()
                .path("nodeSelector")
                .properties()
                .forEach(label -> selector.put(label.getKey(), label.getValue().asString("")));
        return new NodeChoice(
                selector,
                workload.podSpec()
                        .at("/affinity/nodeAffinity/requiredDuringSchedulingIgnoredDuringExecution/nodeSelectorTerms"));
    }

    boolean isMade() {
        return !selector.isEmpty() || !terms.isEmpty();
    }

    boolean allows(LiveObject node) {
        return allowsBySelector(node) && allowsByAffinity(node);
    }

    /** With one label of the selector otherwise. */
    NodeChoice with(String key, String value) {
        Map<String, String> other = new TreeMap<>(selector);
        other.put(key, value);
        return new NodeChoice(other, terms);
    }

    boolean allowsBySelector(LiveObject node) {
        return node.labels().entrySet().containsAll(selector.entrySet());
    }

    private boolean allowsByAffinity(LiveObject node) {
        return terms.isEmpty() || terms.valueStream().anyMatch(term -> holds(term, node));
    }

    private static boolean holds(JsonNode term, LiveObject node) {
        boolean labels = term.path("matchExpressions")
                .valueStream()
                .allMatch(wanted ->
                        holds(wanted, node.labels().get(wanted.path("key").asString(""))));
        boolean name = term.path("matchFields")
                .valueStream()
                .allMatch(wanted -> holds(wanted, node.ref().name()));
        return labels && name && !term.isEmpty();
    }

    private static boolean holds(JsonNode wanted, String value) {
        boolean listed = wanted.path("values")
                .valueStream()
                .anyMatch(one -> one.asString("").equals(value));
        return switch (wanted.path("operator").asString("")) {
            case "In" -> value != null && listed;
            case "NotIn" -> !listed;
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            case "Gt" -> number(value) > number(wanted.at("/values/0").asString(""));
            case "Lt" ->
                value != null && number(value) < number(wanted.at("/values/0").asString(""));
            default -> true; // one that is not known is not to be blamed
        };
    }

    private static long number(String text) {
        try {
            return text == null ? Long.MIN_VALUE : Long.parseLong(text);
        } catch (NumberFormatException none) {
            return Long.MIN_VALUE;
        }
    }
}
