package dev.landfall.cli;

import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.change.RequestException;
import dev.landfall.cli.GivenAnswers.Given;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.report.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Gets questions answered: from what was given before, from what is suggested where that is wanted, or by the person at
 * the terminal. A tool asks, is called again with all {@link #answers}, and may ask more.
 */
final class Guide {
    private static final int TRIES = 3;

    private final Terminal terminal;
    private final GivenAnswers given;
    private final boolean takesSuggestions;
    private final Map<String, String> answers = new LinkedHashMap<>();

    Guide(Terminal terminal, GivenAnswers given, boolean takesSuggestions) {
        this.terminal = terminal;
        this.given = given;
        this.takesSuggestions = takesSuggestions;
    }

    /** By the keys of the questions that were asked so far. */
    Map<String, String> answers() {
        return Map.copyOf(answers);
    }

    /**
     * Has questions answered.
     *
     * @return how the command ends where one stays open; empty where all are answered
     * @throws RequestException where an answer was given that is none
     */
    Optional<Report> ask(List<Question> questions) {
        List<Question> open = new ArrayList<>();
        for (Question question : questions) {
            if (answers.containsKey(question.key()))
                throw new IllegalStateException("asked again what was answered: " + question.key());
            before(question).ifPresentOrElse(answer -> answers.put(question.key(), answer), () -> open.add(question));
        }
        if (!terminal.canAsk()) return open.isEmpty() ? Optional.empty() : Optional.of(asking(open));
        while (!open.isEmpty()) {
            Optional<String> answer = typed(open.getFirst());
            if (answer.isEmpty()) return Optional.of(asking(open));
            answers.put(open.removeFirst().key(), answer.get());
        }
        return Optional.empty();
    }

    /** @throws RequestException where an answer was given to what nobody asked */
    void requireNoNeedlessAnswer() {
        needless().ifPresent(reason -> {
            throw new RequestException(reason);
        });
    }

    private Report asking(List<Question> open) {
        return Report.asking(open, needless().stream().toList());
    }

    private Optional<Reason> needless() {
        String needless = given.byKey().entrySet().stream()
                .filter(entry -> !answers.containsKey(entry.getKey()))
                .map(entry ->
                        entry.getValue().place() + ": no question had the key " + Printable.line(entry.getKey(), 80))
                .collect(Collectors.joining("; "));
        return needless.isEmpty()
                ? Optional.empty()
                : Optional.of(Reason.lasting("unknown-answer", needless, "leave it out, or correct the key"));
    }

    private Optional<String> before(Question question) {
        Optional<Given> answer = given.to(question.key());
        answer.ifPresent(one -> requireForm(question, one));
        return answer.map(Given::value).or(() -> takesSuggestions ? question.suggested() : Optional.empty());
    }

    private static void requireForm(Question question, Given answer) {
        question.objectionTo(answer.value()).ifPresent(objection -> {
            throw RequestException.because(
                    "bad-answer",
                    answer.place() + ": " + question.key() + ": " + objection,
                    "the question was: " + Printable.line(question.text(), 300));
        });
    }

    /** Empty where nobody answers any more, or nothing that is an answer. */
    private Optional<String> typed(Question question) {
        terminal.tell(QuestionPrompt.asked(question));
        for (int i = 0; i < TRIES; i++) {
            Optional<String> line = terminal.answer(QuestionPrompt.prompt(question));
            if (line.isEmpty()) return Optional.empty();
            Optional<String> answer =
                    line.get().isEmpty() ? question.suggested() : Optional.of(meant(question, line.get()));
            Optional<String> objection = answer.isEmpty()
                    ? Optional.of("there is no suggestion to take: an answer is needed")
                    : question.objectionTo(answer.get());
            if (objection.isEmpty()) return answer;
            terminal.tell(Mark.WRONG.before(objection.get()));
        }
        return Optional.empty();
    }

    /** A person may type an option's number, and yes in several ways. */
    private static String meant(Question question, String line) {
        return switch (question.form()) {
            case Form.Choice(List<String> options) -> option(options, line);
            case Form.YesOrNo _ ->
                switch (line.toLowerCase(Locale.ROOT)) {
                    case "y", "yes" -> "yes";
                    case "n", "no" -> "no";
                    default -> line;
                };
            case Form.Count _, Form.Words _ -> line;
        };
    }

    private static String option(List<String> options, String line) {
        boolean isNumber = !options.contains(line) && line.matches("[0-9]{1,4}");
        int number = isNumber ? Integer.parseInt(line) : 0;
        return number >= 1 && number <= options.size() ? options.get(number - 1) : line;
    }
}
