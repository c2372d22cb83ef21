package dev.landfall.reason;

/**
 * Text from a cluster, a repository or a server, made fit for a terminal, a commit message and a log: characters that
 * steer a terminal or reorder or hide text are shown as {@code ?}, line ends and tabs stay.
 */
public final class Printable {
    private Printable() {}

    public static String text(String untrusted) {
        return untrusted
                .codePoints()
                .map(point -> isHarmless(point) ? point : '?')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** The same on one line, cut to a length with an ellipsis. */
    public static String line(String untrusted, int length) {
        String line = text(untrusted).replaceAll("\\s+", " ").strip();
        return line.length() <= length ? line : line.substring(0, length - 1) + "…";
    }

    private static boolean isHarmless(int point) {
        if (point == '\n' || point == '\t') return true;
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
