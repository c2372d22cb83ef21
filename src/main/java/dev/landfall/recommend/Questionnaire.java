package dev.landfall.recommend;

import dev.landfall.change.Question;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.EditDistance;
import dev.landfall.reason.Printable;
import dev.landfall.recommend.Intent.Said;
import dev.landfall.recommend.Recommendation.Choice;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Settles one thing after the other: by an answer, else by the words, else by what is suggested where defaults are taken,
 * and what is left becomes a question.
 */
final class Questionnaire {
    private static final String ANSWER = "your answer";

    /** Two letters in each other's place. */
    private static final int SWAPPED = 2;

    private final Map<String, String> answers;
    private final Intent intent;
    private final boolean takesDefaults;
    private final List<Question> open = new ArrayList<>();
    private final List<Choice> choices = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();

    Questionnaire(Map<String, String> answers, Intent intent, boolean takesDefaults) {
        this.answers = answers;
        this.intent = intent;
        this.takesDefaults = takesDefaults;
    }

    List<Question> open() {
        return List.copyOf(open);
    }

    boolean isSettled() {
        return open.isEmpty();
    }

    List<Choice> choices() {
        return List.copyOf(choices);
    }

    /** Whether an answer or the words say anything of it. */
    boolean says(String key) {
        return answers.containsKey(key) || intent.says(key);
    }

    void note(String about, String value, String source) {
        choices.add(new Choice(about, Printable.line(value, 200), Printable.line(source, 200)));
    }

    Optional<String> words(String key, String text, String example, Optional<Suggestion> suggestion, Check check) {
        return settle(key, text, new Question.Form.Words(example), suggestion, check);
    }

    Optional<String> choice(String key, String text, List<String> options, Optional<Suggestion> suggestion) {
        Check check = value -> options.contains(value)
                ? Optional.empty()
                : Optional.of("is none of " + String.join(", ", options) + near(value, options));
        return settle(key, text, new Question.Form.Choice(options), suggestion, check);
    }

    /** A choice among the usual ones; others are taken where they hold. */
    Optional<String> choiceOrOther(
            String key, String text, List<String> options, Optional<Suggestion> suggestion, Predicate<String> others) {
        Check check = value -> options.contains(value) || others.test(value)
                ? Optional.empty()
                : Optional.of("is none of " + String.join(", ", options) + near(value, options));
        return settle(key, text, new Question.Form.Choice(options), suggestion, check);
    }

    OptionalInt count(String key, String text, int least, int most, Optional<Suggestion> suggestion) {
        Check check = value ->
                value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most
                        ? Optional.empty()
                        : Optional.of("is no whole number from " + least + " to " + most);
        return settle(key, text, new Question.Form.Count(least, most), suggestion, check)
                .map(value -> OptionalInt.of(Integer.parseInt(value)))
                .orElse(OptionalInt.empty());
    }

    Optional<Boolean> yesOrNo(String key, String text, Optional<Suggestion> suggestion) {
        Check check = value -> value.matches("yes|no") ? Optional.empty() : Optional.of("is neither yes nor no");
        return settle(key, text, new Question.Form.YesOrNo(), suggestion, check).map("yes"::equals);
    }

    /** These may be answered, also where nothing asks for them now. */
    void allow(String... keys) {
        known.addAll(List.of(keys));
    }

    /** What the words say to keys that nothing asked for, by the phrases that say it. */
    List<String> phrasesWithoutUse() {
        return intent.said().entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream().map(Said::phrase))
                .distinct()
                .sorted()
                .toList();
    }

    /** What is said of something that is never asked. */
    Optional<String> told(String key, Check check) {
        known.add(key);
        return said(key).map(value -> checked(key, value, check));
    }

    /** What is suggested, and why. */
    record Suggestion(String value, String why) {
        static Optional<Suggestion> of(String value, String why) {
            return Optional.of(new Suggestion(value, why));
        }
    }

    /** What is wrong with a value, as the end of a sentence; empty where nothing is. */
    interface Check {
        Optional<String> objectionTo(String value);

        static Check none() {
            return _ -> Optional.empty();
        }
    }

    private Optional<String> settle(
            String key, String text, Question.Form form, Optional<Suggestion> suggestion, Check check) {
        known.add(key);
        if (contradicts(key)) {
            List<String> values = intent.of(key).stream().map(Said::value).toList();
            String phrases = intent.of(key).stream()
                    .map(said -> "\"" + said.phrase() + "\"")
                    .collect(Collectors.joining(" and "));
            ask(
                    key,
                    "The intent says " + phrases + ": which of them?",
                    new Question.Form.Choice(values),
                    Optional.empty());
            return Optional.empty();
        }
        Optional<String> said = said(key);
        if (said.isPresent()) return Optional.of(checked(key, said.get(), check));
        if (takesDefaults && suggestion.isPresent()) {
            note(key, suggestion.get().value(), "default: " + suggestion.get().why());
            return suggestion.map(Suggestion::value);
        }
        String why = suggestion.map(given -> " (" + given.why() + ")").orElse("");
        ask(key, text + why, form, suggestion.map(Suggestion::value));
        return Optional.empty();
    }

    private boolean contradicts(String key) {
        return !answers.containsKey(key) && intent.of(key).size() > 1;
    }

    private Optional<String> said(String key) {
        if (answers.containsKey(key)) {
            String value = answers.get(key).strip();
            List<Said> words = intent.of(key);
            boolean differs = words.stream().anyMatch(said -> !said.value().equals(value));
            note(
                    key,
                    value,
                    differs
                            ? ANSWER + ", which goes before \""
                                    + words.getFirst().phrase() + "\""
                            : ANSWER);
            return Optional.of(value);
        }
        List<Said> words = intent.of(key);
        if (words.size() != 1) return Optional.empty();
        note(key, words.getFirst().value(), "\"" + words.getFirst().phrase() + "\"");
        return Optional.of(words.getFirst().value());
    }

    private static String checked(String key, String value, Check check) {
        check.objectionTo(value).ifPresent(objection -> {
            throw RequestException.because(
                    "bad-answer",
                    key + ": \"" + Printable.line(value, 120) + "\" " + objection,
                    "give another --answer " + key + "=VALUE, or say it otherwise");
        });
        return value;
    }

    void ask(String key, String text, Question.Form form, Optional<String> suggested) {
        open.add(new Question(key, Printable.line(text, 1_000), form, suggested));
    }

    /**
     * Names answers that answer nothing.
     *
     * @throws RequestException with the near keys
     */
    void refuseUnknownAnswers() {
        for (String key : answers.keySet()) {
            if (known.contains(key)) continue;
            throw RequestException.because(
                    "unknown-answer",
                    "nothing here asks for \"" + Printable.line(key, 80) + "\"" + near(key, List.copyOf(known)),
                    "it asks for " + String.join(", ", known));
        }
    }

    static String near(String typed, List<String> names) {
        String nearest = names.stream()
                .filter(name -> EditDistance.between(typed, name) <= Math.max(SWAPPED, EditDistance.tolerated(typed))
                        || name.contains(typed)
                        || typed.contains(name))
                .sorted(Comparator.comparingInt(name -> EditDistance.between(typed, name)))
                .limit(3)
                .map(name -> Printable.line(name, 80))
                .collect(Collectors.joining(", "));
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }
}
