package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Ways to change a mapping or list between brackets, which has children; none is proven. */
final class FlowEdits {
    private final Extents extents;
    private final String chars;
    private final Lines lines;
    private final YamlNode holder;
    private final FlowLayout layout;

    FlowEdits(Extents extents, YamlNode holder) {
        this.extents = extents;
        this.chars = extents.chars();
        this.lines = extents.lines();
        this.holder = holder;
        this.layout = FlowLayout.of(extents, holder);
    }

    Stream<Splice> add(String key, JsonNode value) {
        return appended(layout.writing().entry(key, value));
    }

    Stream<Splice> add(int index, JsonNode value) {
        String item = layout.writing().value(value);
        if (index == size()) return appended(item);
        int next = start(index);
        return Stream.of(
                lines.isFirstOnLine(next)
                        ? Splice.insert(next, item + "," + layout.line())
                        : Splice.insert(next, item + layout.writing().comma()));
    }

    private Stream<Splice> appended(String text) {
        int end = end(size() - 1);
        if (!layout.hasLines())
            return Stream.of(Splice.insert(end, layout.writing().comma() + text));
        int tail = commaEnd(size() - 1);
        boolean trailing = tail > end;
        if (!lines.isLastOnLine(tail)) return Stream.of(Splice.insert(end, "," + layout.line() + text));
        String kept = chars.substring(tail, lines.end(tail));
        return Stream.of(new Splice(end, lines.end(tail), "," + kept + layout.line() + text + (trailing ? "," : "")));
    }

    /** One that is not the only one. */
    Stream<Splice> remove(int index) {
        boolean last = index + 1 == size();
        int tail = commaEnd(index);
        boolean ownLines = lines.isFirstOnLine(start(index)) && lines.isLastOnLine(tail);
        Splice inLine =
                last ? Splice.delete(end(index - 1), end(index)) : Splice.delete(start(index), start(index + 1));
        if (!ownLines) return Stream.of(inLine);
        int above = new OwnComments(lines).above(lines.start(start(index)), index == 0 ? 0 : end(index - 1));
        return Stream.of(last ? lastLines(index, above, tail) : Splice.delete(above, lines.next(tail)), inLine);
    }

    /** The comma before goes too, unless there was one behind as well; what stands between stays. */
    private Splice lastLines(int index, int above, int tail) {
        int before = commaEnd(index - 1);
        String comma = tail > end(index) ? "," : "";
        int lineAbove = lines.end(lines.previous(above));
        String kept = lineAbove < before ? "" : chars.substring(before, lineAbove);
        return new Splice(end(index - 1), lines.end(tail), comma + kept);
    }

    private int size() {
        return holder.children().size();
    }

    /** Behind the comma that follows a child, or behind the child where none does. */
    private int commaEnd(int index) {
        int at = lines.skip(end(index));
        return at < chars.length() && chars.charAt(at) == ',' ? at + 1 : end(index);
    }

    private int start(int index) {
        return holder instanceof Mapping mapping
                ? extents.entry(mapping.entries().get(index))
                : ((Sequence) holder).items().get(index).place().start();
    }

    private int end(int index) {
        int end = extents.end(holder.children().get(index));
        return holder instanceof Mapping mapping
                ? Math.max(end, extents.colon(mapping.entries().get(index)))
                : end;
    }
}
