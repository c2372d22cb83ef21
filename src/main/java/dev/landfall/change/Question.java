package dev.landfall.change;

import dev.landfall.reason.Printable;
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

    /** Why a text is no answer; empty where it is one. */
    public Optional<String> objectionTo(String answer) {
        return form.takes(answer)
                ? Optional.empty()
                : Optional.of("\"" + Printable.line(answer, 80) + "\" is not " + form.told());
    }

    /** What an answer looks like. */
    public sealed interface Form {

        boolean takes(String answer);

        /** What an answer is, to be said after "not". */
        String told();

        /** One of these, and nothing else. */
        record Choice(List<String> options) implements Form {
            public Choice {
                options = List.copyOf(options);
                if (options.isEmpty()) throw new IllegalStateException("a choice among nothing");
            }

            @Override
            public boolean takes(String answer) {
                return options.contains(answer);
            }

            @Override
            public String told() {
                return options.size() == 1 ? options.getFirst() : "one of " + String.join(", ", options);
            }
        }

        /** A whole number, both ends included. */
        record Count(long least, long most) implements Form {
            @Override
            public boolean takes(String answer) {
                if (!answer.matches("-?[0-9]{1,18}")) return false;
                long count = Long.parseLong(answer);
                return least <= count && count <= most;
            }

            @Override
            public String told() {
                return "a whole number from " + least + " to " + most;
            }
        }

        /** {@code yes} or {@code no}. */
        record YesOrNo() implements Form {
            @Override
            public boolean takes(String answer) {
                return answer.equals("yes") || answer.equals("no");
            }

            @Override
            public String told() {
                return "yes or no";
            }
        }

        /** @param example of an answer */
        record Words(String example) implements Form {
            private static final int LONGEST = 1000;

            @Override
            public boolean takes(String answer) {
                return !answer.isBlank()
                        && answer.length() <= LONGEST
                        && answer.chars().noneMatch(Character::isISOControl);
            }

            @Override
            public String told() {
                return "one line of at most " + LONGEST + " characters, such as " + example;
            }
        }
    }
}
