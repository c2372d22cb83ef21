package dev.landfall.mcp;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One argument of a tool: what is said of it to clients, and what is checked.
 *
 * @param description for the model, in a few words
 */
record Argument(String name, String description, Form form, boolean isRequired) {
    private static final int MOST_TEXTS = 50;

    static Argument required(String name, String description, Form form) {
        return new Argument(name, description, form, true);
    }

    static Argument optional(String name, String description, Form form) {
        return new Argument(name, description, form, false);
    }

    /** What its value looks like. */
    sealed interface Form {
        /** @param most characters */
        record Text(int most) implements Form {}

        record OneOf(List<String> words) implements Form {}

        record Count(int least, int most) implements Form {}

        record YesOrNo() implements Form {}

        /** A list of at most 50. */
        record Texts(int most) implements Form {}

        /** Texts by their keys. */
        record TextsByKey(int most) implements Form {}
    }

    ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        switch (form) {
            case Form.Text text -> schema.put("type", "string").put("maxLength", text.most());
            case Form.OneOf choice -> {
                ArrayNode words = schema.put("type", "string").putArray("enum");
                choice.words().forEach(words::add);
            }
            case Form.Count count ->
                schema.put("type", "integer").put("minimum", count.least()).put("maximum", count.most());
            case Form.YesOrNo _ -> schema.put("type", "boolean");
            case Form.Texts texts ->
                schema.put("type", "array")
                        .put("maxItems", MOST_TEXTS)
                        .putObject("items")
                        .put("type", "string")
                        .put("maxLength", texts.most());
            case Form.TextsByKey texts ->
                schema.put("type", "object")
                        .putObject("additionalProperties")
                        .put("type", "string")
                        .put("maxLength", texts.most());
        }
        return description.isEmpty() ? schema : schema.put("description", description);
    }

    /** What the value must be, for the sentence that refuses another one. */
    String wanted() {
        return switch (form) {
            case Form.Text text -> "a text of at most " + text.most() + " characters";
            case Form.OneOf choice -> "one of " + String.join(", ", choice.words());
            case Form.Count count -> "a whole number from " + count.least() + " to " + count.most();
            case Form.YesOrNo _ -> "true or false";
            case Form.Texts texts ->
                "a list of at most " + MOST_TEXTS + " texts, each of at most " + texts.most() + " characters";
            case Form.TextsByKey texts ->
                "an object of at most " + MOST_TEXTS + " texts, each of at most " + texts.most() + " characters";
        };
    }

    boolean takes(JsonNode value) {
        return switch (form) {
            case Form.Text text -> isText(value, text.most());
            case Form.OneOf choice -> value.isString() && choice.words().contains(value.asString());
            case Form.Count count ->
                value.isIntegralNumber()
                        && value.canConvertToInt()
                        && value.asInt() >= count.least()
                        && value.asInt() <= count.most();
            case Form.YesOrNo _ -> value.isBoolean();
            case Form.Texts texts -> value.isArray() && areTexts(value, texts.most());
            case Form.TextsByKey texts -> value.isObject() && areTexts(value, texts.most());
        };
    }

    private static boolean areTexts(JsonNode values, int most) {
        return values.size() <= MOST_TEXTS && values.valueStream().allMatch(each -> isText(each, most));
    }

    private static boolean isText(JsonNode value, int most) {
        return value.isString() && value.asString().length() <= most;
    }
}
