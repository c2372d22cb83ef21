package dev.landfall.recommend;

import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Question;
import dev.landfall.manifest.DesiredChange.CreateObject;
import java.util.List;

/** What came of a wish. */
public sealed interface Recommendation {

    /** What was understood or decided, in the order in which it came up. */
    List<Choice> choices();

    /** Only a person can go on: each open question, and what is settled by now. */
    record Asked(List<Question> questions, List<Choice> choices) implements Recommendation {
        public Asked {
            questions = List.copyOf(questions);
            choices = List.copyOf(choices);
        }
    }

    /**
     * Nothing is open.
     *
     * @param manifests in the order in which they are read
     * @param request that makes them; to be planned
     */
    record Recommended(List<CreateObject> manifests, List<Choice> choices, ChangeRequest request)
            implements Recommendation {
        public Recommended {
            manifests = List.copyOf(manifests);
            choices = List.copyOf(choices);
        }
    }

    /**
     * One thing that is settled.
     *
     * @param about the key of the question that it answers
     * @param source who or what says so: a phrase of the words, an answer, an object of the cluster, a habit
     */
    record Choice(String about, String value, String source) {}
}
