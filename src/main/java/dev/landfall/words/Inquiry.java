package dev.landfall.words;

import dev.landfall.change.Answers;
import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.change.RequestException;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Collects what must be asked, and answers at once what was answered before. */
public final class Inquiry {
    private final Answers answers;
    private final List<Question> open = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    public Inquiry(Answers answers) {
        this.answers = answers;
    }

    public Optional<String> words(String key, String text, String example, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Words(example), suggested));
    }

    public Optional<String> choice(String key, String text, List<String> options, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Choice(options), suggested));
    }

    public Optional<Integer> count(String key, String text, int least, Optional<String> suggested) {
        return ask(new Question(key, text, new Form.Count(least, Integer.MAX_VALUE), suggested))
                .map(Integer::valueOf);
    }

    /** @param most counted from 1 */
    public Optional<Integer> number(String key, String text, int most, Optional<Integer> suggested) {
        return ask(new Question(key, text, new Form.Count(1, most), suggested.map(String::valueOf)))
                .map(Integer::valueOf);
    }

    public Optional<Boolean> yesOrNo(String key, String text) {
        return ask(new Question(key, text, new Form.YesOrNo(), Optional.empty()))
                .map("yes"::equals);
    }

    /** Whether an answer was given, asked for or not. */
    public boolean isAnswered(String key) {
        return answers.byKey().containsKey(key);
    }

    private Optional<String> ask(Question question) {
        asked.add(question.key());
        Optional<String> answer = answers.to(question);
        boolean isNew = open.stream().noneMatch(other -> other.key().equals(question.key()));
        if (answer.isEmpty() && isNew) open.add(question);
        return answer;
    }

    /** What nobody has answered yet. */
    public List<Question> open() {
        return List.copyOf(open);
    }

    public boolean isOpen() {
        return !open.isEmpty();
    }

    /** @throws RequestException where an answer was given to what was never asked */
    public void requireNoNeedlessAnswer() {
        Set<String> needless = new TreeSet<>(answers.byKey().keySet());
        asked.forEach(needless::remove);
        if (!needless.isEmpty())
            throw RequestException.because(
                    "unknown-answer",
                    "no question has the key " + Printable.line(String.join(", ", needless), 200),
                    "leave these answers out, or correct their keys");
    }
}
