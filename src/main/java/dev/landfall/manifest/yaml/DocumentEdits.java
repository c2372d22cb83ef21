package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.NodeReader.Document;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Ways to add and to take away a whole document; none is proven. */
final class DocumentEdits {
    private final Extents extents;
    private final String chars;
    private final Lines lines;
    private final List<Document> documents;

    DocumentEdits(Extents extents, List<Document> documents) {
        this.extents = extents;
        this.chars = extents.chars();
        this.lines = extents.lines();
        this.documents = documents;
    }

    Stream<Splice> add(JsonNode value, BlockWriting writing) {
        String lineBreak = writing.style().lineBreak();
        boolean ended = chars.isEmpty() || lines.start(chars.length()) == chars.length();
        // As in BlockEdits: without a line break behind it, a block of text is unclear.
        if (!ended && writing.blockTexts()) return Stream.empty();
        String body = writing.block(value, 0) + (ended ? lineBreak : "");
        String before = ended ? "" : lineBreak;
        String separator = documents.isEmpty() ? "" : "---" + lineBreak;
        String blank = hasBlankLineBeforeSeparators() && !lines.isBlank(lastLine()) ? lineBreak : "";
        return Stream.of(blank, "")
                .distinct()
                .map(gap -> Splice.insert(chars.length(), before + gap + separator + body));
    }

    private int lastLine() {
        int end = lines.start(chars.length());
        return end == chars.length() && !lines.isFirst(end) ? lines.previous(end) : end;
    }

    private boolean hasBlankLineBeforeSeparators() {
        return documents.size() > 1
                && documents.stream()
                        .skip(1)
                        .allMatch(document ->
                                document.explicit() && lines.isBlank(lines.previous(lines.start(document.start()))));
    }

    /** Its separator goes with it, and the comments that are about it alone. */
    Stream<Splice> remove(int index) {
        boolean last = index + 1 == documents.size();
        if (last) return removeLast(index);
        int next = begin(index + 1);
        int kept = commentsAbove(index, next);
        int from = from(index);
        Splice upToNext = Splice.delete(from, kept);
        boolean takesSeparator = kept == next && isBareSeparator(next) && isImplicit(index);
        return takesSeparator
                ? Stream.of(Splice.delete(from, lines.next(next)), upToNext)
                : Stream.of(upToNext, Splice.delete(from, next));
    }

    private Stream<Splice> removeLast(int index) {
        int from = from(index);
        int blanks = from;
        while (!lines.isFirst(blanks) && lines.isBlank(lines.previous(blanks))) blanks = lines.previous(blanks);
        boolean ended = lines.start(chars.length()) == chars.length();
        int without = lines.isFirst(blanks) ? blanks : lines.end(lines.previous(blanks));
        return Stream.of(ended ? blanks : without, blanks, from)
                .distinct()
                .map(start -> Splice.delete(start, chars.length()));
    }

    private boolean isImplicit(int index) {
        return !documents.get(index).explicit();
    }

    private boolean isBareSeparator(int line) {
        return chars.startsWith("---", line)
                && chars.substring(line + 3, lines.end(line)).isBlank();
    }

    /** Where the document's first line begins: its directives, its separator, or what follows the {@code ...} above. */
    private int begin(int index) {
        Document document = documents.get(index);
        if (document.explicit()) return lines.start(document.start());
        if (index == 0) return chars.startsWith("\uFEFF") ? 1 : 0;
        int line = lines.start(document.start());
        while (!chars.startsWith("...", lines.previous(line))) line = lines.previous(line);
        return line;
    }

    /** Above the first document, comments about the whole file stay. */
    private int from(int index) {
        if (index > 0 || !isImplicit(0)) return begin(index);
        int line = lines.start(documents.getFirst().start());
        int own = new OwnComments(lines).above(line, 0);
        boolean somethingAbove =
                begin(0) < own && !chars.substring(begin(0), own).isBlank();
        return somethingAbove ? own : begin(0);
    }

    /** Comments right above the next separator that a blank line parts from this document are about the next. */
    private int commentsAbove(int index, int next) {
        int content = extents.end(documents.get(index).root());
        int from = next;
        while (from > content && lines.previous(from) > content && lines.isComment(lines.previous(from)))
            from = lines.previous(from);
        boolean parted = from < next && lines.isBlank(lines.previous(from));
        return parted ? from : next;
    }
}
