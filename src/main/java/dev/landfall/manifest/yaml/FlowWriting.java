package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.Iterator;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Writes values between brackets.
 *
 * @param json whether keys and texts must be what JSON knows
 * @param colon with the space behind it, if any
 * @param comma likewise
 * @param lineBreak with the indentation of the line that the value begins on, or empty to write it in one line
 * @param unit of indentation
 */
record FlowWriting(boolean json, String colon, String comma, String lineBreak, String unit) {

    /** For the holder of what this is for. */
    FlowWriting outwards() {
        boolean deeper = lineBreak.endsWith(unit);
        String outer = deeper ? lineBreak.substring(0, lineBreak.length() - unit.length()) : lineBreak;
        return new FlowWriting(json, colon, comma, outer, unit);
    }

    String value(JsonNode value) {
        StringBuilder out = new StringBuilder();
        value(out, value, lineBreak);
        return out.toString();
    }

    String entry(String key, JsonNode value) {
        return key(key) + colon + value(value);
    }

    private String key(String key) {
        return ScalarWriting.text(key, json ? Surroundings.JSON : Surroundings.FLOW);
    }

    private void value(StringBuilder out, JsonNode value, String line) {
        if (!BlockWriting.isBlock(value))
            out.append(ScalarWriting.scalar(value, json ? Surroundings.JSON : Surroundings.FLOW));
        else if (value.isObject()) mapping(out, value, line);
        else list(out, value, line);
    }

    private void mapping(StringBuilder out, JsonNode value, String line) {
        out.append('{').append(inner(line));
        Iterator<Map.Entry<String, JsonNode>> fields = value.properties().iterator();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            out.append(key(field.getKey())).append(colon);
            value(out, field.getValue(), inner(line));
            if (fields.hasNext()) out.append(separator(line));
        }
        out.append(line).append('}');
    }

    private void list(StringBuilder out, JsonNode value, String line) {
        out.append('[').append(inner(line));
        for (int i = 0; i < value.size(); i++) {
            if (i > 0) out.append(separator(line));
            value(out, value.get(i), inner(line));
        }
        out.append(line).append(']');
    }

    private String inner(String line) {
        return line.isEmpty() ? "" : line + unit;
    }

    private String separator(String line) {
        return line.isEmpty() ? comma : "," + inner(line);
    }
}
