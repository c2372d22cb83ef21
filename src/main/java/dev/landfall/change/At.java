package dev.landfall.change;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** On which level a change is made, where the user says so. */
public enum At {
    /** Nobody said: where it concerns nobody else. */
    UNSAID,
    /** In the file that decides it, also for others who build from that. */
    BASE,
    /** In the owner's own object, which no repository defines. */
    OWNER;

    /** The words by which a user says one. */
    public static final List<String> WORDS = List.of("base", "owner");

    /** @return empty for any other word */
    public static Optional<At> said(String word) {
        return WORDS.contains(word) ? Optional.of(valueOf(word.toUpperCase(Locale.ROOT))) : Optional.empty();
    }
}
