package dev.landfall.manifest.yaml;

import dev.landfall.manifest.yaml.YamlNode.Surroundings;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.scanner.StreamReader;
import tools.jackson.databind.JsonNode;

/** The ways to write a text as a scalar, each with what it cannot write. */
final class ScalarWriting {
    private static final String NEVER_FIRST = "-?:,[]{}#&*!|>'\"%@`=<~";

    private ScalarWriting() {}

    /** Without quotes where that is safe. */
    static String text(String value, Surroundings surroundings) {
        return plain(value, surroundings).orElseGet(() -> doubleQuoted(value));
    }

    /** A single value, or an empty mapping or list. */
    static String scalar(JsonNode value, Surroundings surroundings) {
        if (value.isContainer()) return value.isObject() ? "{}" : "[]";
        return value.isString() ? text(value.asString(), surroundings) : token(value);
    }

    /**
     * A number, boolean or null, so that every reader takes it for that..
     *
     * @param value no infinity and the like, which JSON does not have
     */
    static String token(JsonNode value) {
        if (value.isNull()) return "null";
        if (!value.isNumber() || value.isIntegralNumber()) return value.asString();
        String number = value.decimalValue().toString().toLowerCase(Locale.ROOT);
        int exponent = number.indexOf('e');
        String digits = exponent < 0 ? number : number.substring(0, exponent);
        String fraction = digits.contains(".") ? digits : digits + ".0";
        return exponent < 0 ? fraction : fraction + number.substring(exponent);
    }

    /** Without quotes, only where every reader takes it for this text. */
    static Optional<String> plain(String value, Surroundings surroundings) {
        boolean safe = surroundings != Surroundings.JSON
                && isOneLine(value)
                && ScalarType.ofPlain(value) == ScalarType.TEXT
                && value.strip().equals(value)
                && NEVER_FIRST.indexOf(value.charAt(0)) < 0
                && !value.startsWith("...")
                && !value.contains(": ")
                && !value.contains(" #")
                && !value.endsWith(":")
                && (surroundings == Surroundings.BLOCK || value.chars().noneMatch(c -> ",[]{}".indexOf(c) >= 0));
        return safe ? Optional.of(value) : Optional.empty();
    }

    static Optional<String> singleQuoted(String value) {
        return isOneLine(value) ? Optional.of("'" + value.replace("'", "''") + "'") : Optional.empty();
    }

    /** Writes every text, with the escapes that JSON knows as well. */
    static String doubleQuoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        value.codePoints().forEach(c -> appendEscaped(quoted, c));
        return quoted.append('"').toString();
    }

    /** Whether the style {@code |} can say it without an indentation indicator or chomping beyond {@code -}. */
    static boolean fitsBlock(String body) {
        return !body.isEmpty()
                && !body.endsWith("\n")
                && body.lines().noneMatch(line -> line.endsWith(" ") || line.endsWith("\t"))
                && !Character.isWhitespace(body.charAt(0))
                && body.indexOf('\r') < 0
                && isPrintable(body);
    }

    private static void appendEscaped(StringBuilder quoted, int c) {
        switch (c) {
            case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
            case '\n' -> quoted.append("\\n");
            case '\r' -> quoted.append("\\r");
            case '\t' -> quoted.append("\\t");
            default -> {
                if (isShown(c)) quoted.appendCodePoint(c);
                else quoted.append("\\u%04x".formatted(c));
            }
        }
    }

    private static boolean isOneLine(String value) {
        return !value.isEmpty() && value.codePoints().allMatch(ScalarWriting::isShown);
    }

    private static boolean isPrintable(String value) {
        return value.codePoints().allMatch(c -> c == '\n' || c == '\t' || isShown(c));
    }

    /** Line breaks of YAML 1.1 that YAML 1.2 takes for ordinary characters, and marks nobody sees, are escaped. */
    private static boolean isShown(int c) {
        boolean invisible = c == 0x85 || c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0xFEFF;
        return c >= ' ' && !invisible && StreamReader.isPrintable(c);
    }
}
