package dev.landfall.operate;

import dev.landfall.words.Mention;
import java.util.List;

/**
 * A part of a sentence that wants one thing.
 *
 * @param number counted from 1
 * @param text as the person said it
 * @param objects of which it is wanted; none only where what is taken back is not said
 */
record Clause(int number, String text, Wish wish, List<Mention> objects) {
    Clause {
        objects = List.copyOf(objects);
    }

    Clause of(List<Mention> others) {
        return new Clause(number, text, wish, others);
    }

    /** The end of the keys of questions about it: nothing for the first one. */
    static String key(int number) {
        return number == 1 ? "" : "-" + number;
    }
}
