package dev.landfall.manifest.yaml;

/** Arithmetic with the lines of a text. */
record Lines(String chars) {

    /** Offset of the first character of the line, the byte order mark not counted. */
    int start(int offset) {
        int at = offset;
        while (at > 0 && !isBreak(chars.charAt(at - 1))) at--;
        return at == 0 && chars.startsWith("\uFEFF") ? 1 : at;
    }

    /** Offset of the line break, or of the end of the text. */
    int end(int offset) {
        return BlockScalar.lineEnd(chars, offset);
    }

    /** Offset of the next line, or of the end of the text. */
    int next(int offset) {
        int end = end(offset);
        if (chars.startsWith("\r\n", end)) return end + 2;
        return Math.min(chars.length(), end + 1);
    }

    /** Offset of the line before; only for a place that is not in the first line. */
    int previous(int offset) {
        int at = start(offset) - 1;
        if (at > 0 && chars.charAt(at) == '\n' && chars.charAt(at - 1) == '\r') at--;
        return start(at);
    }

    boolean isFirst(int offset) {
        int start = start(offset);
        return start == 0 || (start == 1 && chars.startsWith("\uFEFF"));
    }

    int column(int offset) {
        return offset - start(offset);
    }

    boolean isBlank(int offset) {
        return chars.substring(start(offset), end(offset)).isBlank();
    }

    boolean isComment(int offset) {
        int at = content(start(offset));
        return at < chars.length() && chars.charAt(at) == '#';
    }

    /** How far the line is indented. */
    int indentation(int offset) {
        return content(start(offset)) - start(offset);
    }

    /** Whether nothing but blanks stands before it on its line. */
    boolean isFirstOnLine(int offset) {
        return content(start(offset)) == offset;
    }

    /** Offset of the first character from here that is no blank, on the same line. */
    int content(int offset) {
        int at = offset;
        while (at < chars.length() && (chars.charAt(at) == ' ' || chars.charAt(at) == '\t')) at++;
        return at;
    }

    /** Offset of the first character from here that is no blank, line break or comment. */
    int skip(int offset) {
        int at = offset;
        while (at < chars.length()) {
            char c = chars.charAt(at);
            if (c == '#' && (at == 0 || isSpace(chars.charAt(at - 1)))) at = end(at);
            else if (isSpace(c)) at++;
            else break;
        }
        return at;
    }

    /** What follows on the line, with the blanks in front of it, if that is a comment; else an empty text. */
    String comment(int offset) {
        int at = content(offset);
        boolean comment = at > offset && at < chars.length() && chars.charAt(at) == '#';
        return comment ? chars.substring(offset, end(offset)) : "";
    }

    /** Whether nothing but blanks and a comment follows on the line. */
    boolean isLastOnLine(int offset) {
        return content(offset) == end(offset) || !comment(offset).isEmpty();
    }

    private static boolean isBreak(char c) {
        return c == '\n' || c == '\r';
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || isBreak(c) || c == '\uFEFF';
    }
}
