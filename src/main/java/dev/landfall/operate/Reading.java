package dev.landfall.operate;

import dev.landfall.change.Question;
import dev.landfall.reason.Reason;
import java.util.List;

/** What came of reading a sentence, without a look at the cluster. */
sealed interface Reading {

    record Understood(List<Clause> clauses) implements Reading {
        public Understood {
            clauses = List.copyOf(clauses);
        }
    }

    /**
     * @param questions at least one
     * @param understood so far
     */
    record Asked(List<Question> questions, List<Clause> understood) implements Reading {
        public Asked {
            questions = List.copyOf(questions);
            understood = List.copyOf(understood);
        }
    }

    /** No sentence at all, or one that no answer makes better. */
    record Refused(Reason reason) implements Reading {}
}
