package dev.landfall.change;

import java.util.List;
import java.util.Optional;

/**
 * What a person must still say before there is a request, asked in the same way by every tool and at every door.
 *
 * @param key under which the answer is given, in kebab-case: a flag, a line of an answer file, a field of a message
 * @param text the question in one sentence, made printable by whoever shows it; it may quote names from the cluster
 * @param suggested what counts if nothing else is said; empty where only the person can know
 */
public record Question(String key, String text, Form form, Optional<String> suggested) {
    public Question {
        if (!key.matches("[a-z][a-z0-9-]*")) throw new IllegalStateException("not a key of an answer: " + key);
    }

    /** What an answer looks like. */
    public sealed interface Form {

        /** One of these, and nothing else. */
        record Choice(List<String> options) implements Form {
            public Choice {
                options = List.copyOf(options);
                if (options.isEmpty()) throw new IllegalStateException("a choice among nothing");
            }
        }

        /** A whole number, both ends included. */
        record Count(long least, long most) implements Form {}

        /** {@code yes} or {@code no}. */
        record YesOrNo() implements Form {}

        /** @param example of an answer */
        record Words(String example) implements Form {}
    }
}
