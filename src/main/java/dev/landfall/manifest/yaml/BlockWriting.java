package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes values as blocks, in the style of a file.
 *
 * @param blockTexts whether a text of several lines may become a block of its own
 */
record BlockWriting(WritingStyle style, boolean blockTexts) {

    /** A mapping or list that is not empty; its first line without, the others with their indentation. */
    String block(JsonNode value, int column) {
        StringBuilder out = new StringBuilder();
        if (value.isObject()) mapping(out, value, column);
        else list(out, value, column);
        return out.toString();
    }

    /** {@code key: value}, its first line without indentation. */
    String entry(String key, JsonNode value, int column) {
        StringBuilder out = new StringBuilder();
        entry(out, key, value, column);
        return out.toString();
    }

    /** {@code - value}, its first line without indentation. */
    String item(JsonNode value, int column) {
        StringBuilder out = new StringBuilder();
        item(out, value, column);
        return out.toString();
    }

    /** Where the block of a key's value begins. */
    int columnUnder(int keyColumn, JsonNode value) {
        return keyColumn + (value.isArray() ? style.listOffset() : style.indent());
    }

    String line(int column) {
        return style.lineBreak() + " ".repeat(column);
    }

    private void mapping(StringBuilder out, JsonNode value, int column) {
        Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            entry(out, field.getKey(), field.getValue(), column);
            if (fields.hasNext()) out.append(line(column));
        }
    }

    private void list(StringBuilder out, JsonNode value, int column) {
        for (int i = 0; i < value.size(); i++) {
            if (i > 0) out.append(line(column));
            item(out, value.get(i), column);
        }
    }

    private void entry(StringBuilder out, String key, JsonNode value, int column) {
        out.append(ScalarWriting.text(key, Surroundings.BLOCK)).append(':');
        if (isBlock(value)) {
            int inner = columnUnder(column, value);
            out.append(line(inner)).append(block(value, inner));
        } else out.append(' ').append(scalar(value, column));
    }

    private void item(StringBuilder out, JsonNode value, int column) {
        out.append('-').append(" ".repeat(style.gap() - 1));
        if (isBlock(value)) out.append(block(value, column + style.gap()));
        else out.append(scalar(value, column));
    }

    static boolean isBlock(JsonNode value) {
        return value.isContainer() && !value.isEmpty();
    }

    /** A single value, or an empty mapping or list. */
    String scalar(JsonNode value, int column) {
        if (value.isString() && blockTexts && isReadableAsBlock(value.asString()))
            return literal(value.asString(), column + style.indent());
        return ScalarWriting.scalar(value, Surroundings.BLOCK);
    }

    private static boolean isReadableAsBlock(String text) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return body.indexOf('\n') >= 0 && ScalarWriting.fitsBlock(body);
    }

    private String literal(String text, int column) {
        String body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        StringBuilder out = new StringBuilder(text.endsWith("\n") ? "|" : "|-");
        for (String line : body.split("\n", -1)) {
            out.append(line.isEmpty() ? style.lineBreak() : line(column)).append(line);
        }
        return out.toString();
    }
}
