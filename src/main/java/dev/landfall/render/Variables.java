package dev.landfall.render;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Values that an owner puts in the place of {@code ${name}} in what comes out of its build, as kustomize-controller does
 * (fluxcd/pkg/kustomize, kustomize_varsub.go).
 */
public record Variables(Map<String, String> values) {
    private static final String MARK = "kustomize.toolkit.fluxcd.io/substitute";

    public Variables {
        values = Map.copyOf(values);
    }

    /** @throws Unbuildable where a text has a form that Landfall does not know, or a variable that nobody gives */
    JsonNode in(JsonNode object) {
        boolean isDisabled = List.of("labels", "annotations").stream()
                .anyMatch(holder -> object.path("metadata")
                        .path(holder)
                        .path(MARK)
                        .asString("")
                        .equals("disabled"));
        return isDisabled ? object : substituted(object);
    }

    private JsonNode substituted(JsonNode node) {
        if (node.isString()) return substituted(node.asString());
        if (node.isArray()) {
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            node.forEach(item -> list.add(substituted(item)));
            return list;
        }
        if (!node.isObject()) return node;
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        node.properties()
                .forEach(field ->
                        object.set(VariableText.of(field.getKey()).with(values), substituted(field.getValue())));
        return object;
    }

    private JsonNode substituted(String text) {
        VariableText parts = VariableText.of(text);
        String value = parts.with(values);
        boolean isAsWritten = parts.isPlain() || isQuoted(text);
        return isAsWritten ? JsonNodeFactory.instance.stringNode(value) : typed(value);
    }

    /** Whether the text stands between quotes, or as a block, in the YAML in which variables are replaced. */
    private static boolean isQuoted(String text) {
        return text.contains("\n")
                || text.contains(": ")
                || text.contains(" #")
                || text.endsWith(":")
                || !text.strip().equals(text)
                || "!&*?|>@`%\"'#{}[],-:".indexOf(text.charAt(0)) >= 0;
    }

    /** It stands there without quotes, so that what looks like a number becomes one. */
    private static JsonNode typed(String value) {
        try {
            List<JsonNode> documents = YamlDocuments.in(value.getBytes(StandardCharsets.UTF_8));
            if (documents.isEmpty()) return JsonNodeFactory.instance.nullNode();
            JsonNode read = documents.getFirst();
            boolean isFlow = value.startsWith("[") || value.startsWith("{");
            return read.isContainer() && !isFlow ? JsonNodeFactory.instance.stringNode(value) : read;
        } catch (IllegalArgumentException malformed) {
            throw new Unbuildable(
                    "substitution-failed",
                    "the value " + value + " of variables breaks the YAML that it is put into",
                    "mend the variable");
        }
    }
}
