package dev.landfall.change;

import dev.landfall.reason.Printable;
import java.util.Map;
import java.util.Optional;

/** What a person has answered so far, by the keys of the questions. */
public record Answers(Map<String, String> byKey) {
    public Answers {
        byKey = Map.copyOf(byKey);
    }

    public static Answers none() {
        return new Answers(Map.of());
    }

    /**
     * The answer to a question; empty where it is still open.
     *
     * @throws RequestException where the answer has not the form that the question wants
     */
    public Optional<String> to(Question question) {
        Optional<String> answer = Optional.ofNullable(byKey.get(question.key()));
        answer.flatMap(question::objectionTo).ifPresent(objection -> {
            throw RequestException.because(
                    "bad-answer",
                    question.key() + ": " + objection,
                    "the question was: " + Printable.line(question.text(), 300));
        });
        return answer;
    }
}
