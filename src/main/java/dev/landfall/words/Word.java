package dev.landfall.words;

import java.util.Locale;
import java.util.Set;

/**
 * A word of a sentence.
 *
 * @param text without quotes; of a place the namespace
 */
public record Word(Kind kind, String text) {
    public enum Kind {
        PLAIN,
        /** Taken as it is, never as a word of the language: a name or a value. */
        QUOTED,
        /** A comma, "and", "then". */
        SEPARATOR,
        /** "in shop". */
        PLACE
    }

    public static Word plain(String text) {
        return new Word(Kind.PLAIN, text);
    }

    /** Whether it is a word of the language and one of these, in whatever case. */
    public boolean isOf(Set<String> words) {
        return kind == Kind.PLAIN && words.contains(lower());
    }

    public boolean is(Kind wanted) {
        return kind == wanted;
    }

    /** Whether it may be a name or a value. */
    public boolean isSaid() {
        return kind == Kind.PLAIN || kind == Kind.QUOTED;
    }

    public String lower() {
        return text.toLowerCase(Locale.ROOT);
    }

    /** As the person wrote it, or nearly so. */
    public String told() {
        return switch (kind) {
            case PLAIN -> text;
            case QUOTED -> "\"" + text + "\"";
            case SEPARATOR -> text;
            case PLACE -> "in " + text;
        };
    }
}
