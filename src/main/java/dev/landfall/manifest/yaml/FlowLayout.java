package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.List;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * How a mapping or list between brackets is laid out.
 *
 * @param line the line break and indentation of its children, or empty where they share a line
 */
record FlowLayout(FlowWriting writing, String line) {

    static FlowLayout of(Extents extents, YamlNode holder) {
        List<YamlNode> children = holder.children();
        boolean json = isJson(extents, holder);
        boolean wide = !json || isWide(extents, holder);
        Lines lines = extents.lines();
        int last = children.isEmpty() ? -1 : start(extents, holder, children.size() - 1);
        if (children.isEmpty() || !lines.isFirstOnLine(last))
            return new FlowLayout(new FlowWriting(json, wide ? ": " : ":", wide ? ", " : ",", "", ""), "");
        String indentation = indentation(lines, last);
        String line = lineBreak(extents.chars()) + indentation;
        String outer = indentation(lines, extents.start(holder));
        boolean deeper = indentation.startsWith(outer) && indentation.length() > outer.length();
        String unit = deeper ? indentation.substring(outer.length()) : "  ";
        // Only JSON is spread over lines all the way down.
        return new FlowLayout(
                new FlowWriting(json, wide ? ": " : ":", wide ? ", " : ",", json ? line : "", unit), line);
    }

    boolean hasLines() {
        return !line.isEmpty();
    }

    private static boolean isJson(Extents extents, YamlNode holder) {
        if (holder instanceof Mapping mapping && !mapping.entries().isEmpty())
            return mapping.entries().stream().allMatch(FlowLayout::isQuoted);
        return holder.place().surroundings() == Surroundings.JSON || isJsonFile(extents);
    }

    private static boolean isJsonFile(Extents extents) {
        int start = extents.lines().skip(0);
        return extents.chars().startsWith("{", start) || extents.chars().startsWith("[", start);
    }

    private static boolean isQuoted(Entry entry) {
        return entry.key() instanceof YamlNode.Scalar key && key.style() == ScalarStyle.DOUBLE_QUOTED;
    }

    /** Whether a space follows colons, or commas where there is no colon. */
    private static boolean isWide(Extents extents, YamlNode holder) {
        if (holder instanceof Mapping mapping && !mapping.entries().isEmpty())
            return isSpaceAt(extents.chars(), extents.colon(mapping.entries().getFirst()));
        if (holder instanceof Sequence sequence && sequence.items().size() > 1) {
            int comma = extents.lines().skip(extents.end(sequence.items().getFirst()));
            return isSpaceAt(extents.chars(), comma + 1);
        }
        return !extents.chars().contains("\":\"");
    }

    private static boolean isSpaceAt(String chars, int at) {
        return at < chars.length() && " \t\r\n".indexOf(chars.charAt(at)) >= 0;
    }

    private static int start(Extents extents, YamlNode holder, int index) {
        return holder instanceof Mapping mapping
                ? extents.entry(mapping.entries().get(index))
                : holder.children().get(index).place().start();
    }

    static String indentation(Lines lines, int offset) {
        int start = lines.start(offset);
        return lines.chars().substring(start, lines.content(start));
    }

    private static String lineBreak(String chars) {
        return chars.contains("\r\n") ? "\r\n" : "\n";
    }
}
