package dev.landfall.mcp;

import dev.landfall.reason.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer may weigh. Longer lists and texts are cut, and the document says of each how much of it is there;
 * every text in it is made printable.
 */
final class Ceiling {
    static final int DOCUMENT_BYTES = 24 * 1024;
    static final int TEXT_BYTES = 12 * 1024;
    private static final int MOST_OMISSIONS = 20;

    /** From generous to sparse; the first that fits is taken. */
    private static final List<Measure> MEASURES = List.of(
            new Measure(50, 8_000),
            new Measure(20, 4_000),
            new Measure(10, 1_500),
            new Measure(5, 400),
            new Measure(3, 160),
            new Measure(1, 80));

    private record Measure(int items, int characters) {}

    private final Measure measure;
    private final ArrayNode omissions = JsonNodeFactory.instance.arrayNode();

    private Ceiling(Measure measure) {
        this.measure = measure;
    }

    static ObjectNode below(ObjectNode document) {
        for (Measure measure : MEASURES) {
            ObjectNode cut = new Ceiling(measure).whole(document);
            if (bytes(cut.toString()) <= DOCUMENT_BYTES) return cut;
        }
        throw new IllegalStateException("a document of many fields: " + document.size());
    }

    private ObjectNode whole(ObjectNode document) {
        ObjectNode cut = object("", document);
        if (!omissions.isEmpty()) cut.set("omitted", omissions);
        return cut;
    }

    private JsonNode cut(String path, JsonNode value) {
        return switch (value) {
            case ObjectNode object -> object(path, object);
            case ArrayNode array -> array(path, array);
            default -> value.isString() ? text(path, Printable.text(value.asString())) : value;
        };
    }

    private ObjectNode object(String path, ObjectNode object) {
        ObjectNode cut = JsonNodeFactory.instance.objectNode();
        object.properties()
                .forEach(field -> cut.set(
                        field.getKey(),
                        cut(path.isEmpty() ? field.getKey() : path + "." + field.getKey(), field.getValue())));
        return cut;
    }

    private ArrayNode array(String path, ArrayNode array) {
        ArrayNode cut = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < array.size() && i < measure.items(); i++) cut.add(cut(path + "[" + i + "]", array.get(i)));
        if (cut.size() < array.size()) omit(path, cut.size(), array.size(), "items");
        return cut;
    }

    private JsonNode text(String path, String text) {
        if (text.length() <= measure.characters()) return JsonNodeFactory.instance.stringNode(text);
        String kept = keptLines(text);
        omit(path, kept.length(), text.length(), "characters");
        return JsonNodeFactory.instance.stringNode(kept);
    }

    /** Up to the last line end that fits, if that is not far. */
    private String keptLines(String text) {
        int end = measure.characters();
        int line = text.lastIndexOf('\n', end);
        if (line > end / 2) return text.substring(0, line + 1);
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end);
    }

    private void omit(String path, int shown, int of, String unit) {
        if (omissions.size() < MOST_OMISSIONS)
            omissions
                    .addObject()
                    .put("path", path)
                    .put("shown", shown)
                    .put("of", of)
                    .put("unit", unit);
    }

    /** The lines that fit, and how many there are. */
    static String below(String text) {
        String printable = Printable.text(text);
        if (bytes(printable) <= TEXT_BYTES) return printable;
        List<String> lines = printable.lines().toList();
        StringBuilder kept = new StringBuilder();
        int shown = 0;
        for (String line : lines) {
            String shorter = Printable.line(line, 1_000).equals(line.strip()) ? line : Printable.line(line, 1_000);
            if (bytes(kept + shorter) > TEXT_BYTES - 100) break;
            kept.append(shorter).append('\n');
            shown++;
        }
        return kept + "(" + shown + " of " + lines.size() + " lines shown)\n";
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
