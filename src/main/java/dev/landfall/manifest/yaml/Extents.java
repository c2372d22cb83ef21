package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Entry;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/** Where nodes really begin and end in the text: the parser's marks include anchors in front and overshoot behind. */
record Extents(String chars, Lines lines) {

    static Extents of(String chars) {
        return new Extents(chars, new Lines(chars));
    }

    /** Behind the last character of the node, on its last line. */
    int end(YamlNode node) {
        return switch (node) {
            case Alias alias -> alias.place().end();
            case Scalar scalar ->
                isBlock(scalar)
                        ? blockEnd(scalar)
                        : Math.max(start(scalar), scalar.place().end());
            case Mapping mapping -> {
                if (mapping.flow()) yield mapping.place().end();
                Entry last = mapping.entries().getLast();
                yield Math.max(end(last.key()), end(last.value()));
            }
            case Sequence sequence ->
                sequence.flow() ? sequence.place().end() : end(sequence.items().getLast());
        };
    }

    /** The first character of the node behind its anchor and tag. */
    int start(YamlNode node) {
        return switch (node) {
            case Scalar scalar -> ScalarToken.start(chars, scalar);
            case Alias alias -> alias.place().start();
            case Mapping mapping ->
                mapping.flow() || mapping.entries().isEmpty()
                        ? bracket(mapping)
                        : entry(mapping.entries().getFirst());
            case Sequence sequence -> sequence.flow() ? bracket(sequence) : dash(sequence, 0);
        };
    }

    /** Behind its anchor and tag, or {@code otherwise} where it has none. */
    int propertiesEnd(YamlNode node, int otherwise) {
        if (node.place().anchor().isEmpty() && node.place().tag().isEmpty()) return otherwise;
        return ScalarToken.propertiesEnd(chars, node.place().start());
    }

    /** Where an entry begins: its key, or the {@code ?} in front. */
    int entry(Entry entry) {
        int key = entry.key().place().start();
        int at = key;
        while (at > 0 && chars.charAt(at - 1) == ' ') at--;
        boolean explicit = at < key && at > 0 && chars.charAt(at - 1) == '?';
        return explicit ? at - 1 : key;
    }

    /** Behind the colon of an entry, or behind its key where it has none. */
    int colon(Entry entry) {
        int end = end(entry.key());
        int at = lines.skip(end);
        return at < chars.length() && chars.charAt(at) == ':' ? at + 1 : end;
    }

    /** Where an item's dash stands, in a list in block style. */
    int dash(Sequence sequence, int item) {
        int from = item == 0
                ? propertiesEnd(sequence, sequence.place().start())
                : end(sequence.items().get(item - 1));
        return lines.skip(from);
    }

    private int bracket(YamlNode node) {
        return lines.skip(propertiesEnd(node, node.place().start()));
    }

    private int blockEnd(Scalar scalar) {
        BlockScalar block = BlockScalar.at(chars, start(scalar), scalar.place().end());
        String header = chars.substring(block.start(), block.indicatorEnd());
        if (!header.contains("+")) return block.end();
        // The blank lines below belong to it.
        int mark = Math.min(scalar.place().end(), chars.length());
        int line = lines.start(mark);
        if (line <= block.end()) return block.end();
        return chars.startsWith("\r\n", line - 2) ? line - 2 : line - 1;
    }

    static boolean isBlock(Scalar scalar) {
        return scalar.style() == ScalarStyle.LITERAL || scalar.style() == ScalarStyle.FOLDED;
    }
}
