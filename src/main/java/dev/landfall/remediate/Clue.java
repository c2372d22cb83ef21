package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;

/**
 * What a finding rests on, quoted. The text is of the cluster and untrusted; it is made printable and cut here.
 *
 * @param text one line
 */
public record Clue(Source source, ObjectRef object, String text) {
    private static final int LONGEST = 400;

    /** Where it was read. */
    public enum Source {
        SPEC("spec"),
        STATUS("status"),
        EVENT("event"),
        LOG("log");

        private final String word;

        Source(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public Clue {
        text = Printable.line(text, LONGEST);
    }

    @Override
    public String toString() {
        return source.word() + " of " + object + ": " + text;
    }
}
