package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlException.Fault;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The characters of a file, and the ways to count them. */
final class YamlText {
    /** In bytes; a Kubernetes object is at most 1.5 MiB in the API server's store. */
    static final int LIMIT = 5 * 1024 * 1024;

    private final String chars;
    private final int[] offsets;
    private final int[] lineStarts;

    YamlText(String chars) {
        this.chars = chars;
        this.offsets = offsets(chars);
        this.lineStarts = lineStarts(chars);
    }

    /** Decodes UTF-8, the byte order mark included; everything else is refused. */
    static YamlText decode(byte[] content) {
        if (content.length > LIMIT)
            throw new YamlException(
                    Fault.TOO_LARGE, 1, 1, "it has " + content.length + " bytes, more than the limit of " + LIMIT);
        if (isUtf16(content)) throw new YamlException(Fault.NOT_UTF_8, 1, 1, "it is encoded in UTF-16 or UTF-32");
        ByteBuffer bytes = ByteBuffer.wrap(content);
        try {
            return new YamlText(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException _) {
            // The decoder stops in front of the first bad byte.
            int line = 1 + (int) count(content, bytes.position(), (byte) '\n');
            throw new YamlException(
                    Fault.NOT_UTF_8, line, 1, "byte " + bytes.position() + " is not part of a UTF-8 character");
        }
    }

    String chars() {
        return chars;
    }

    /** @param codePoint as the parser's marks count, the byte order mark included */
    int offset(int codePoint) {
        return offsets.length == 0 ? codePoint : offsets[codePoint];
    }

    /** The line of an offset, counted from 1. */
    int line(int offset) {
        int found = Arrays.binarySearch(lineStarts, offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    int column(int offset) {
        return chars.codePointCount(lineStarts[line(offset) - 1], offset) + 1;
    }

    private static boolean isUtf16(byte[] content) {
        int head = Math.min(content.length, 4);
        return count(content, head, (byte) 0) > 0
                || (head >= 2 && content[0] == (byte) 0xFE && content[1] == (byte) 0xFF)
                || (head >= 2 && content[0] == (byte) 0xFF && content[1] == (byte) 0xFE);
    }

    private static long count(byte[] content, int end, byte wanted) {
        long count = 0;
        for (int i = 0; i < end; i++) if (content[i] == wanted) count++;
        return count;
    }

    /** Empty where code points and UTF-16 units are the same thing. */
    private static int[] offsets(String chars) {
        int codePoints = chars.codePointCount(0, chars.length());
        if (codePoints == chars.length()) return new int[0];
        int[] offsets = new int[codePoints + 1];
        for (int i = 0, offset = 0; i < codePoints; i++) {
            offsets[i] = offset;
            offset += Character.charCount(chars.codePointAt(offset));
        }
        offsets[codePoints] = chars.length();
        return offsets;
    }

    private static int[] lineStarts(String chars) {
        int[] starts = new int[16];
        int count = 1;
        for (int i = 0; i < chars.length(); i++) {
            if (!endsLine(chars, i)) continue;
            if (count == starts.length) starts = Arrays.copyOf(starts, count * 2);
            starts[count++] = i + 1;
        }
        return Arrays.copyOf(starts, count);
    }

    private static boolean endsLine(String chars, int at) {
        char c = chars.charAt(at);
        return c == '\n' || (c == '\r' && (at + 1 == chars.length() || chars.charAt(at + 1) != '\n'));
    }
}
