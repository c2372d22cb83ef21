package dev.landfall.gitops;

import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One single value as {@code helm --set} takes it behind the equals sign (helm, pkg/strvals/parser.go). */
public final class SetText {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern SEVERAL = Pattern.compile("(?s)\\{.*|(?:[^\\\\]|\\\\.)*?,.*");
    private static final Pattern QUOTED = Pattern.compile("(?s)'.*'|\".*\"|['\"]");

    private SetText() {}

    /** Whether it is a list, or the value of more than one name. */
    public static boolean isSeveral(String text) {
        return SEVERAL.matcher(text).matches();
    }

    /** What Helm makes of it: a truth, a whole number, nothing, or a text. */
    public static JsonNode typed(String text) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String plain = plain(text);
        return switch (plain.toLowerCase(Locale.ROOT)) {
            case "true" -> json.booleanNode(true);
            case "false" -> json.booleanNode(false);
            case "null" -> json.nullNode();
            default ->
                WHOLE_NUMBER.matcher(plain).matches() ? json.numberNode(Long.parseLong(plain)) : json.stringNode(plain);
        };
    }

    /** The same where quotes around it make it a text, as Flux has it (fluxcd/pkg/chartutil, ReplacePathValue). */
    public static JsonNode typedOrQuoted(String text) {
        return QUOTED.matcher(text).matches()
                ? JsonNodeFactory.instance.stringNode(plain(text.replaceAll("^['\"]+|['\"]+$", "")))
                : typed(text);
    }

    /** A backslash makes the character behind it one like any other. */
    private static String plain(String text) {
        return text.replaceAll("(?s)\\\\(.)", "$1");
    }

    /** The text that {@link #typedOrQuoted} makes this single value of. */
    public static String of(JsonNode value) {
        if (!value.isString()) return value.isNull() ? "null" : value.asString();
        String text = value.asString().replace("\\", "\\\\").replace(",", "\\,").replaceFirst("^([{'\"])", "\\\\$1");
        return typed(text).equals(value) ? text : '"' + text + '"';
    }
}
