package dev.landfall.recommend;

import dev.landfall.change.Manner;
import java.util.Map;

/**
 * What somebody wants to have.
 *
 * @param words in plain English, or empty
 * @param answers by the keys of the questions, flags among them; they go before the words
 * @param takesDefaults whether what a question suggests counts where it has no answer
 * @param manner of the change, as far as it is said beside the words
 */
public record Wish(String words, Map<String, String> answers, boolean takesDefaults, Manner manner) {
    public Wish {
        answers = Map.copyOf(answers);
    }
}
