package dev.landfall.manifest.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;

/**
 * A scalar in the style {@code |} or {@code >}.
 *
 * @param start of the indicator
 * @param indicatorEnd behind {@code |2-} and the like; what follows on this line is a comment
 * @param headerEnd of the first line, without its line break
 * @param end of the last line that is not blank, without its line break: blank lines below stay where they are
 */
record BlockScalar(String chars, int start, int indicatorEnd, int headerEnd, int end) {

    static BlockScalar at(String chars, int start, int endMark) {
        int headerEnd = lineEnd(chars, start);
        int indicatorEnd = start;
        while (indicatorEnd < headerEnd && "|>+-0123456789".indexOf(chars.charAt(indicatorEnd)) >= 0) indicatorEnd++;
        int end = Math.min(endMark, chars.length());
        while (end > headerEnd && " \t\r\n".indexOf(chars.charAt(end - 1)) >= 0) end--;
        // Blanks at the end of the last line are part of it.
        return new BlockScalar(
                chars, start, indicatorEnd, headerEnd, end > headerEnd ? lineEnd(chars, end) : headerEnd);
    }

    /** The same style with another body; empty where the style cannot say it or the old body shows no indentation. */
    Optional<Splice> with(String value, ScalarStyle style) {
        String body = value.endsWith("\n") ? value.substring(0, value.length() - 1) : value;
        String indentation = indentation();
        // Without a final line break in the file, readers disagree on whether the value has one.
        boolean unclear = value.endsWith("\n") && end == chars.length();
        if (unclear || indentation.isEmpty() || !ScalarWriting.fitsBlock(body)) return Optional.empty();
        String lineBreak = chars.startsWith("\r\n", headerEnd) ? "\r\n" : "\n";
        boolean folded = style == ScalarStyle.FOLDED && body.indexOf('\n') < 0;
        String header = (folded ? ">" : "|") + (value.endsWith("\n") ? "" : "-");
        String lines = body.replace("\n", lineBreak + indentation);
        String text = header + comment() + lineBreak + indentation + lines;
        return Optional.of(new Splice(start, end, text));
    }

    /** A token on the line of the key instead of header and body; a comment in the header stays. */
    Splice inLine(String token) {
        return new Splice(start, end, token + comment());
    }

    private String comment() {
        String rest = chars.substring(indicatorEnd, headerEnd);
        return rest.isBlank() ? "" : rest;
    }

    private String indentation() {
        for (int line = headerEnd; line < end; line = lineEnd(chars, nextLine(line))) {
            String body = chars.substring(nextLine(line), lineEnd(chars, nextLine(line)));
            if (!body.isBlank())
                return body.substring(0, body.length() - body.stripLeading().length());
        }
        return "";
    }

    private int nextLine(int lineEnd) {
        return Math.min(chars.length(), lineEnd + (chars.startsWith("\r\n", lineEnd) ? 2 : 1));
    }

    static int lineEnd(String chars, int from) {
        int end = from;
        while (end < chars.length() && chars.charAt(end) != '\n' && chars.charAt(end) != '\r') end++;
        return end;
    }
}
