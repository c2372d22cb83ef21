package dev.landfall.operate;

import dev.landfall.change.RequestException;
import java.util.function.Supplier;

/** What came of reading what a clause wants. */
sealed interface Heard {

    record Wished(Wish wish) implements Heard {}

    /** A question was asked about it. */
    record Asked() implements Heard {}

    /**
     * Not understood.
     *
     * @param why names the words
     */
    record Unclear(String why) implements Heard {}

    /** What has values that may be wrong: then that is why it is not understood. */
    static Heard of(Supplier<Action> action) {
        try {
            return new Wished(new Wish.Exactly(action.get()));
        } catch (RequestException wrong) {
            return new Unclear(wrong.reason().toString());
        }
    }
}
