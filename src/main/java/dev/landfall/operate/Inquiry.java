package dev.landfall.operate;

import dev.landfall.change.Answers;
import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Collects what must be asked, and answers at once what was answered before. */
final class Inquiry {
    private final Answers answers;
    private final List<Question> open = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    Inquiry(Answers answers) {
        this.answers = answers;
    }

    Optional<String> words(String key, String text, String example, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Words(example), suggested));
    }

    Optional<String> choice(String key, String text, List<String> options, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Choice(options), suggested));
    }

    Optional<Integer> count(String key, String text, int least, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Count(least, Integer.MAX_VALUE), suggested))
                .map(Integer::valueOf);
    }

    private Optional<String> ask(Question question) {
        asked.add(question.key());
        Optional<String> answer = answers.to(question);
        boolean isNew = open.stream().noneMatch(other -> other.key().equals(question.key()));
        if (answer.isEmpty() && isNew) open.add(question);
        return answer;
    }

    /** What nobody has answered yet. */
    List<Question> open() {
        return List.copyOf(open);
    }

    boolean isOpen() {
        return !open.isEmpty();
    }

    /** Answers to what was never asked. */
    Set<String> needless() {
        return answers.byKey().keySet().stream()
                .filter(key -> !asked.contains(key))
                .collect(Collectors.toUnmodifiableSet());
    }
}
