package dev.landfall.manifest.yaml;

import java.util.regex.Pattern;

/** Tells which comment lines go with an entry, an item or a document, and which are about more than that. */
record OwnComments(Lines lines) {
    /** A line of signs, as people draw above a section, or what a licence says. */
    private static final Pattern SECTION =
            Pattern.compile("#+\\s*[-=*#~_]{3,}.*|#{2,}.*|.*[-=*#~_]{3,}\\s*|.*(?i:copyright|licen[cs]e|SPDX).*");

    /**
     * Where the comment lines begin that stand right above a line and are indented as it is; the line itself if there are
     * none, or if they head a section.
     *
     * @param floor an offset above which nothing belongs to it
     */
    int above(int line, int floor) {
        int column = lines.indentation(line);
        int from = line;
        while (from > floor && !lines.isFirst(from)) {
            int above = lines.previous(from);
            if (above < floor || !lines.isComment(above) || lines.indentation(above) != column) break;
            if (SECTION.matcher(text(above)).matches()) return line;
            from = above;
        }
        return from;
    }

    /** The end of the last line that is a comment about what ends here: those right below that are indented deeper. */
    int below(int end, int column) {
        int last = end;
        for (int next = lines.next(end); isBelow(last, next, column); next = lines.next(next)) last = next;
        return lines.end(last);
    }

    private boolean isBelow(int last, int next, int column) {
        return next > lines.end(last) && lines.isComment(next) && lines.indentation(next) > column;
    }

    private String text(int line) {
        return lines.chars().substring(lines.content(lines.start(line)), lines.end(line));
    }
}
