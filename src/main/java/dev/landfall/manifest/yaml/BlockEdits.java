package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Alias;
import dev.landfall.manifest.yaml.YamlNode.Mapping;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import dev.landfall.manifest.yaml.YamlNode.Sequence;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Ways to change mappings and lists in block style; none is proven. */
final class BlockEdits {
    private final Extents extents;
    private final Lines lines;
    private final OwnComments comments;
    private final BlockWriting writing;

    BlockEdits(Extents extents, BlockWriting writing) {
        this.extents = extents;
        this.lines = extents.lines();
        this.comments = new OwnComments(lines);
        this.writing = writing;
    }

    /** Another value below a key or behind a dash. */
    Stream<Splice> set(YamlNode parent, int child, JsonNode value) {
        YamlNode node = parent.children().get(child);
        int start = start(parent, child);
        int indicator = indicatorEnd(parent, child);
        if (extents.chars().charAt(indicator - 1) != (parent instanceof Mapping ? ':' : '-')) return Stream.empty();
        int head = extents.propertiesEnd(node, indicator);
        int end = Math.max(head, extents.end(node));
        if (!lines.isLastOnLine(end) || isUnclear(end)) return Stream.empty();
        boolean behindDash = parent instanceof Sequence && head == indicator;
        String comment = headComment(node, head, end);
        String text = BlockWriting.isBlock(value)
                ? blockText(parent, value, lines.column(start), comment, behindDash)
                : " " + withComment(writing.scalar(value, lines.column(start)), comment);
        return Stream.of(new Splice(head, lines.end(end), text));
    }

    /** One more entry at the end. */
    Stream<Splice> add(Mapping mapping, String key, JsonNode value) {
        int column = lines.column(start(mapping, 0));
        return appended(extents.end(mapping), column, writing.entry(key, value, column));
    }

    /** One more item at the end or before another. */
    Stream<Splice> add(Sequence sequence, int index, JsonNode value) {
        int column = lines.column(start(sequence, 0));
        String item = writing.item(value, column);
        if (index == sequence.items().size()) return appended(extents.end(sequence), column, item);
        int dash = start(sequence, index);
        if (!lines.isFirstOnLine(dash)) return Stream.of(Splice.insert(dash, item + writing.line(column)));
        int line = comments.above(lines.start(dash), floor(sequence, index));
        return Stream.of(
                Splice.insert(line, " ".repeat(column) + item + writing.style().lineBreak()));
    }

    /** An entry or item less, one that is not the only one. */
    Stream<Splice> remove(YamlNode parent, int index) {
        int start = start(parent, index);
        int end = end(parent, index);
        if (!lines.isLastOnLine(end)) return Stream.empty();
        int last = comments.below(end, lines.column(start));
        if (lines.isFirstOnLine(start)) return wholeLines(parent, index, last);
        if (index + 1 == parent.children().size()) return Stream.empty();
        // Behind a dash: what comes next, be it a comment, moves up there.
        int next = lines.content(lines.next(last));
        return Stream.of(next, start(parent, index + 1)).distinct().map(to -> Splice.delete(start, to));
    }

    private Stream<Splice> wholeLines(YamlNode parent, int index, int last) {
        int from = comments.above(lines.start(start(parent, index)), floor(parent, index));
        boolean endsFile = last == extents.chars().length();
        // A file that did not end in a line break does not do so afterwards.
        if (endsFile && !lines.isFirst(from)) return Stream.of(Splice.delete(lines.end(lines.previous(from)), last));
        int next = lines.next(last);
        int blanks = next;
        while (blanks < extents.chars().length() && lines.isBlank(blanks)) blanks = lines.next(blanks);
        // Blank lines below stay, but for a text above that would take them in.
        return Stream.of(next, blanks).distinct().map(to -> Splice.delete(from, to));
    }

    private Stream<Splice> appended(int end, int column, String text) {
        if (!lines.isLastOnLine(end) || isUnclear(end)) return Stream.empty();
        int last = comments.below(end, column);
        int next = lines.next(last);
        return Stream.of(
                next > last
                        ? Splice.insert(
                                next,
                                " ".repeat(column) + text + writing.style().lineBreak())
                        : Splice.insert(last, writing.line(column) + text));
    }

    /** Where the file does not end in a line break, readers disagree on whether a block of text at its end has one. */
    private boolean isUnclear(int end) {
        return writing.blockTexts() && lines.next(end) == lines.end(end);
    }

    /** @param behindDash whether its first line may stand there, no anchor being in the way */
    private String blockText(YamlNode parent, JsonNode value, int column, String comment, boolean behindDash) {
        int gap = writing.style().gap();
        int inner = parent instanceof Sequence ? column + gap : writing.columnUnder(column, value);
        String block = writing.block(value, inner);
        return behindDash && comment.isEmpty() ? " ".repeat(gap - 1) + block : comment + writing.line(inner) + block;
    }

    /** Behind the first line, which for a block is its header. */
    private String withComment(String text, String comment) {
        int header = lines(text).end(0);
        return text.substring(0, header) + comment + text.substring(header);
    }

    private static Lines lines(String text) {
        return new Lines(text);
    }

    /** The comment that stays on the line of the key or dash when the value changes. */
    private String headComment(YamlNode node, int head, int end) {
        int start = extents.start(node);
        if (start > lines.end(head)) return lines.comment(head);
        return switch (node) {
            case Scalar scalar
            when Extents.isBlock(scalar) ->
                lines.comment(
                        BlockScalar.at(extents.chars(), start, scalar.place().end())
                                .indicatorEnd());
            case Mapping mapping when !mapping.flow() -> "";
            case Sequence sequence when !sequence.flow() -> "";
            case Scalar _, Mapping _, Sequence _, Alias _ -> lines.comment(end);
        };
    }

    private int floor(YamlNode parent, int index) {
        return index == 0 ? 0 : end(parent, index - 1);
    }

    private int start(YamlNode parent, int index) {
        return switch (parent) {
            case Mapping mapping -> extents.entry(mapping.entries().get(index));
            case Sequence sequence -> extents.dash(sequence, index);
            case Scalar _, Alias _ -> throw new IllegalStateException("no children");
        };
    }

    private int indicatorEnd(YamlNode parent, int index) {
        return parent instanceof Mapping mapping
                ? extents.colon(mapping.entries().get(index))
                : start(parent, index) + 1;
    }

    private int end(YamlNode parent, int index) {
        return Math.max(
                indicatorEnd(parent, index), extents.end(parent.children().get(index)));
    }
}
