package dev.landfall.operate;

import dev.landfall.change.Answers;
import dev.landfall.change.RequestException;
import dev.landfall.cluster.EditDistance;
import dev.landfall.operate.Vocabulary.Verb;
import dev.landfall.operate.Wish.Amount;
import dev.landfall.reason.Reason;
import dev.landfall.words.Inquiry;
import dev.landfall.words.KindWords;
import dev.landfall.words.Mention;
import dev.landfall.words.Mentions;
import dev.landfall.words.SmallWords;
import dev.landfall.words.Word;
import dev.landfall.words.Words;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Reads a sentence: a pure function of its text, of what was said beside it, and of the answers so far. */
final class Sentence {
    private static final String EXAMPLE = "scale deployment/web to 5";
    private static final Set<String> OBJECTS_ALONE = Set.of();

    private final Inquiry inquiry;
    private final List<Clause> clauses = new ArrayList<>();
    private int number;
    private boolean isAnswer;
    private Optional<Reason> refusal = Optional.empty();

    private Sentence(Inquiry inquiry) {
        this.inquiry = inquiry;
    }

    /**
     * @param namespace said beside it, such as by {@code -n}, or empty
     * @throws RequestException where an answer has not the form that its question wants
     */
    static Reading read(String text, String namespace, Answers answers) {
        return read(text, namespace, new Inquiry(answers));
    }

    static Reading read(String text, String namespace, Inquiry inquiry) {
        Optional<Reason> none = Words.objectionTo(text, EXAMPLE);
        if (none.isPresent()) return new Reading.Refused(none.get());
        Sentence sentence = new Sentence(inquiry);
        sentence.readAll(text);
        if (sentence.refusal.isPresent()) return new Reading.Refused(sentence.refusal.get());
        List<Clause> placed = new Places(inquiry, namespace).of(sentence.clauses);
        return inquiry.isOpen()
                ? new Reading.Asked(inquiry.open(), sentence.clauses)
                : new Reading.Understood(merged(placed));
    }

    private void readAll(String text) {
        List<Clauses.Part> parts = Clauses.of(Words.of(text));
        if (parts.isEmpty()) unclear(++number, text, "it says nothing");
        for (Clauses.Part part : parts) read(++number, part);
    }

    private void read(int clause, Clauses.Part part) {
        String text = Phrase.told(part.words());
        Word first = part.words().getFirst();
        Optional<Verb> verb = Vocabulary.verb(first);
        if (verb.isEmpty()) {
            unclear(clause, text, "\"" + first.told() + "\" is nothing that I can do" + nearest(first));
            return;
        }
        Phrase phrase = new Phrase(part.words().subList(1, part.words().size()));
        String container = container(phrase);
        Hearing hearing = new Hearing(clause, text, verb.get(), first.lower(), phrase, container, inquiry);
        Heard heard = ClauseReader.read(hearing);
        switch (heard) {
            case Heard.Unclear(String why) -> unclear(clause, text, why);
            case Heard.Asked _ -> objects(hearing, part.isContinued());
            case Heard.Wished(Wish wish) ->
                objects(hearing, part.isContinued())
                        .ifPresent(objects -> clauses.add(new Clause(clause, text, wish, objects)));
        }
    }

    private static String container(Phrase phrase) {
        Predicate<Word> isName = word -> word.isSaid() && !word.isOf(SmallWords.NO_NAMES);
        return phrase.takeAfter(SmallWords.CONTAINER, isName)
                .or(() -> phrase.takeBefore(SmallWords.CONTAINER, isName))
                .map(Word::text)
                .orElse("");
    }

    private static String nearest(Word word) {
        String wanted = word.lower();
        return Vocabulary.verbsInWords().stream()
                .filter(verb -> EditDistance.between(wanted, verb) <= EditDistance.tolerated(wanted))
                .findFirst()
                .map(verb -> " (did you mean \"" + verb + "\"?)")
                .orElse("");
    }

    /** Which objects a clause is about; empty where that had to be asked. */
    private Optional<List<Mention>> objects(Hearing hearing, boolean isContinued) {
        Mentions mentions = Mentions.of(hearing.phrase().left(), leading(hearing.verb()));
        List<Mention> before = clauses.isEmpty() ? List.of() : clauses.getLast().objects();
        if (mentions.unclear().size() == 1
                && KindWords.isKind(mentions.unclear().getFirst()))
            return ask(hearing, "which " + mentions.unclear().getFirst().lower() + "?", before);
        if (!mentions.unclear().isEmpty()) {
            unclear(hearing.number(), hearing.text(), "\"" + Phrase.told(mentions.unclear()) + "\" is not understood");
            return Optional.empty();
        }
        List<Mention> named = new ArrayList<>(mentions.named());
        if (mentions.isEmpty() && isContinued) named.addAll(before);
        for (Word pronoun : mentions.pronouns()) {
            boolean isClear = before.size() == 1 || (before.size() > 1 && pronoun.isOf(SmallWords.SEVERAL));
            if (!isClear) return ask(hearing, "\"" + pronoun.text() + "\" may be anything: what is meant?", before);
            before.stream().filter(one -> !named.contains(one)).forEach(named::add);
        }
        boolean mayBeNone = hearing.verb() == Verb.UNDO;
        if (named.isEmpty() && !mayBeNone) return ask(hearing, "of which object?", before);
        return Optional.of(named);
    }

    private static Set<String> leading(Verb verb) {
        return switch (verb) {
            case RESTART, PAUSE, RESUME, DELETE, STOP, START -> OBJECTS_ALONE;
            default -> SmallWords.LEADING;
        };
    }

    private Optional<List<Mention>> ask(Hearing hearing, String question, List<Mention> before) {
        Optional<String> suggested =
                before.size() == 1 ? Optional.of(before.getFirst().told()) : Optional.empty();
        Optional<String> answer =
                inquiry.words(hearing.key("object"), hearing.told() + ": " + question, "deployment/web", suggested);
        if (answer.isEmpty()) return Optional.empty();
        Mentions named = Mentions.of(Words.of(answer.get()), Set.of());
        boolean isClear = named.unclear().isEmpty()
                && named.pronouns().isEmpty()
                && !named.named().isEmpty();
        if (!isClear) {
            refuse("\"" + answer.get() + "\" names no object");
            return Optional.empty();
        }
        boolean isSame = answer.equals(suggested);
        return Optional.of(isSame ? before : named.named());
    }

    /** What is said anew takes the place of the clause; where that is not understood either, nothing helps. */
    private void unclear(int clause, String text, String why) {
        String said = "in \"" + text + "\": " + why;
        if (isAnswer) {
            refuse(said);
            return;
        }
        Optional<String> anew = inquiry.words(
                "clause" + Clause.key(clause),
                said + "; what shall be done, in other words?",
                EXAMPLE,
                Optional.empty());
        if (anew.isEmpty()) return;
        isAnswer = true;
        Clauses.of(Words.of(anew.get())).forEach(part -> read(clause, part));
        isAnswer = false;
    }

    private void refuse(String why) {
        refusal = Optional.of(Reason.lasting(
                "not-understood",
                why,
                "say it as in \"" + EXAMPLE + "\"; landfall help operate has every instruction"));
    }

    /** What is said of one container's resources in several clauses is one thing: limits hang on requests. */
    private static List<Clause> merged(List<Clause> clauses) {
        List<Clause> merged = new ArrayList<>();
        for (Clause clause : clauses) {
            Optional<Clause> other =
                    merged.stream().filter(one -> isOneWith(one, clause)).findFirst();
            if (other.isEmpty()) merged.add(clause);
            else merged.set(merged.indexOf(other.get()), together(other.get(), clause));
        }
        return merged;
    }

    private static boolean isOneWith(Clause one, Clause other) {
        if (!(one.wish() instanceof Wish.Resources first && other.wish() instanceof Wish.Resources second))
            return false;
        Set<String> seen = new HashSet<>();
        first.amounts().forEach(amount -> seen.add(amount.resource() + amount.use()));
        return first.container().equals(second.container())
                && one.objects().equals(other.objects())
                && second.amounts().stream().noneMatch(amount -> seen.contains(amount.resource() + amount.use()));
    }

    private static Clause together(Clause one, Clause other) {
        Wish.Resources first = (Wish.Resources) one.wish();
        List<Amount> amounts = new ArrayList<>(first.amounts());
        amounts.addAll(((Wish.Resources) other.wish()).amounts());
        return new Clause(
                one.number(),
                one.text() + ", " + other.text(),
                new Wish.Resources(first.container(), amounts),
                one.objects());
    }
}
