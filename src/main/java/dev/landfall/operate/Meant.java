package dev.landfall.operate;

import dev.landfall.change.Question;
import java.util.List;

/** What a sentence means in a cluster. */
public sealed interface Meant {

    record Understood(TypedRequest request) implements Meant {}

    /**
     * A person must say more. The same sentence with the answers, by the keys of the questions, leads on.
     *
     * @param questions at least one
     * @param understood so far, clause by clause, as it was said
     */
    record Asked(List<Question> questions, List<String> understood) implements Meant {
        public Asked {
            questions = List.copyOf(questions);
            understood = List.copyOf(understood);
            if (questions.isEmpty()) throw new IllegalStateException("asked nothing");
        }
    }
}
