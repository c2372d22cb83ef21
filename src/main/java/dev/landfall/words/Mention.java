package dev.landfall.words;

import java.util.Locale;

/**
 * An object as a sentence names it.
 *
 * @param kind as it was said, empty where only the name was
 * @param isEitherWay whether the two words may stand the other way round, since neither is a kind that everybody knows
 * @param namespace as it was said, empty where it was not
 */
public record Mention(String kind, String name, boolean isEitherWay, String namespace) {

    public Mention in(String place) {
        return new Mention(kind, name, isEitherWay, place);
    }

    public Mention ofKind(String other) {
        return new Mention(other, name, false, namespace);
    }

    /** The two words the other way round, which settles which is the kind. */
    Mention turned() {
        String first = kind;
        String second = name;
        return new Mention(second, first, false, namespace);
    }

    public boolean hasPlace() {
        return !namespace.isEmpty();
    }

    /** For people. */
    public String told() {
        return kind.isEmpty() ? name : isEitherWay ? kind + " " + name : kind + "/" + name;
    }

    /** The end of the keys of questions about it. */
    public String key() {
        String place = namespace.isEmpty() ? "" : "-in-" + namespace;
        String key = (name + place).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return key.replaceAll("^-|-$", "");
    }
}
