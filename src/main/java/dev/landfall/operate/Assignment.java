package dev.landfall.operate;

import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import java.util.Optional;

/**
 * {@code NAME=VALUE} as the user typed it, or {@code NAME-} for a name that shall go.
 *
 * @param value empty where the name shall go
 */
public record Assignment(String name, Optional<String> value) {

    /**
     * Splits at the first {@code =} that is in no brackets.
     *
     * @throws RequestException where it is none
     */
    public static Assignment parse(String text) {
        int equals = equals(text);
        if (equals > 0) return new Assignment(text.substring(0, equals), Optional.of(text.substring(equals + 1)));
        if (equals < 0 && text.length() > 1 && text.endsWith("-"))
            return new Assignment(text.substring(0, text.length() - 1), Optional.empty());
        throw RequestException.because(
                "bad-assignment",
                "\"" + Printable.line(text, 80) + "\" is neither NAME=VALUE nor NAME-",
                "write NAME=VALUE to set it, or NAME- to remove it");
    }

    /** Whether a word is meant as one, rather than as {@code KIND/NAME}. */
    public static boolean isMeant(String word) {
        return equals(word) >= 0 || (word.endsWith("-") && !word.contains("/"));
    }

    private static int equals(String text) {
        int depth = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' && depth > 0) quoted = !quoted;
            if (quoted) continue;
            if (c == '[') depth++;
            if (c == ']') depth--;
            if (c == '=' && depth == 0) return i;
        }
        return -1;
    }

    /** @throws RequestException where a value is missing */
    String requireValue(String remedy) {
        return value.orElseThrow(() ->
                RequestException.because("bad-assignment", name + "- removes, but here a value is needed", remedy));
    }

    @Override
    public String toString() {
        return value.map(text -> name + "=" + text).orElse(name + "-");
    }
}
