package dev.landfall.reason;

import java.util.regex.Pattern;

/**
 * Text from a cluster, a repository or a server, made fit for a terminal, a commit message and a log: colours and other
 * sequences that steer a terminal are taken out, and so are selectors of variants; single characters that steer it or
 * reorder or hide text are shown as {@code ?}, line ends and tabs stay, and of a URL the user and password are masked.
 */
public final class Printable {
    private static final int LONGEST_LINE = 1000;
    private static final Pattern CREDENTIALS = Pattern.compile("://[^/@\\s]+@");
    private static final Pattern TERMINAL_SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");
    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private Printable() {}

    public static String text(String untrusted) {
        String unsteered = TERMINAL_SEQUENCE.matcher(untrusted).replaceAll("");
        String lines = LINE_END.matcher(unsteered).replaceAll("\n");
        return CREDENTIALS
                .matcher(lines)
                .replaceAll("://***@")
                .codePoints()
                .filter(point -> !isVariationSelector(point))
                .map(point -> isHarmless(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same on one line, cut to 1000 characters. */
    public static String line(String untrusted) {
        return line(untrusted, LONGEST_LINE);
    }

    /** The same on one line, cut to a length with an ellipsis. */
    public static String line(String untrusted, int length) {
        String line = text(untrusted).replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    /** They follow harmless text such as an emoji, and a row of them spells what only machines read. */
    private static boolean isVariationSelector(int point) {
        return (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF)
                || (point >= 0x180B && point <= 0x180D)
                || point == 0x180F;
    }

    /** Letters, marks and unassigned characters that have no look: Default_Ignorable_Code_Point, and the empty Braille cell. */
    private static boolean isInvisible(int point) {
        return (point >= 0xE0000 && point <= 0xE0FFF)
                || (point >= 0xFFF0 && point <= 0xFFF8)
                || switch (point) {
                    case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2065, 0x2800, 0x3164, 0xFFA0 -> true;
                    default -> false;
                };
    }

    private static boolean isHarmless(int point) {
        if (point == '\n' || point == '\t') return true;
        if (isInvisible(point)) return false;
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
