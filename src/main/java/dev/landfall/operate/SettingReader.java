package dev.landfall.operate;

import dev.landfall.words.SmallWords;
import dev.landfall.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what is set by name: environment variables, labels, annotations, and any field by its path. */
final class SettingReader {
    private static final Set<String> BEFORE_OBJECTS = Set.of("from", "of", "on", "for", "in", "to", "with");
    private static final Set<String> VALUE = Set.of("to", "as", "value");
    private static final String VARIABLE = "[A-Z][A-Z0-9_]*";

    /** What a name is the name of. */
    private enum Kind {
        ENVIRONMENT,
        LABEL,
        ANNOTATION,
        FIELD,
        UNSAID
    }

    private final Hearing hearing;
    private final Phrase phrase;

    private SettingReader(Hearing hearing) {
        this.hearing = hearing;
        this.phrase = hearing.phrase();
    }

    static Heard read(Hearing hearing) {
        return new SettingReader(hearing).read();
    }

    /** Whether a word sets something or is the name of something that can be set. */
    static boolean isSetting(Word word) {
        return isAssignment(word) || isVariable(word);
    }

    static boolean isVariable(Word word) {
        return word.is(Word.Kind.PLAIN)
                && word.text().matches(VARIABLE)
                && word.text().length() > 1;
    }

    static boolean isPath(Word word) {
        return word.is(Word.Kind.PLAIN) && word.text().matches("[a-z][A-Za-z]+([.\\[][^/=]*)+");
    }

    private static boolean isAssignment(Word word) {
        String text = word.text();
        return word.isSaid() && text.contains("=") && !text.matches("[-=].*") && Assignment.isMeant(text);
    }

    private Heard read() {
        Kind kind = kind();
        boolean removes = switch (hearing.verb()) {
            case REMOVE, UNSET, DELETE -> true;
            default -> false;
        };
        List<Assignment> wanted = removes ? removed() : set(kind);
        if (wanted.isEmpty())
            return new Heard.Unclear("it names nothing that could be " + (removes ? "removed" : "set"));
        return action(kind == Kind.UNSAID ? guessed(wanted) : kind, wanted);
    }

    private Kind kind() {
        Kind kind = switch (hearing.verb()) {
            case LABEL -> Kind.LABEL;
            case ANNOTATE -> Kind.ANNOTATION;
            default -> hearing.word().equals("unlabel") ? Kind.LABEL : Kind.UNSAID;
        };
        if (kind != Kind.UNSAID) return kind;
        if (phrase.has(Vocabulary.ENVIRONMENT)) return taken(Kind.ENVIRONMENT, Vocabulary.ENVIRONMENT);
        if (phrase.has(Vocabulary.ANNOTATION)) return taken(Kind.ANNOTATION, Vocabulary.ANNOTATION);
        if (phrase.has(Vocabulary.LABEL)) return taken(Kind.LABEL, Vocabulary.LABEL);
        if (phrase.has(Vocabulary.FIELD)) return taken(Kind.FIELD, Vocabulary.FIELD);
        return Kind.UNSAID;
    }

    private Kind taken(Kind kind, Set<String> words) {
        phrase.takeAll(words);
        return kind;
    }

    private List<Assignment> set(Kind kind) {
        phrase.dropBehind(word -> true, Set.of("with"));
        List<Assignment> wanted = new ArrayList<>();
        boolean mayRemove = kind != Kind.UNSAID;
        for (Word word : phrase.takeAll(word -> isAssignment(word) || (mayRemove && isRemoval(word))))
            wanted.add(Assignment.parse(word.text()));
        return wanted.isEmpty() ? valueAfterName() : wanted;
    }

    private static boolean isRemoval(Word word) {
        return word.is(Word.Kind.PLAIN) && word.text().matches("[A-Za-z][A-Za-z0-9_./-]*-");
    }

    /** "LOG_LEVEL of web to debug", "LOG_LEVEL to debug on web". */
    private List<Assignment> valueAfterName() {
        Optional<Word> value = phrase.takeAfter(VALUE, Word::isSaid);
        if (value.isEmpty()) return List.of();
        List<Word> names = said(phrase.takeUpTo(BEFORE_OBJECTS));
        return names.size() == 1
                ? List.of(new Assignment(
                        names.getFirst().text(), Optional.of(value.get().text())))
                : List.of();
    }

    private List<Assignment> removed() {
        return said(phrase.takeUpTo(BEFORE_OBJECTS)).stream()
                .map(word -> new Assignment(word.text(), Optional.empty()))
                .toList();
    }

    private static List<Word> said(List<Word> words) {
        return words.stream()
                .filter(Word::isSaid)
                .filter(word -> !word.isOf(SmallWords.ARTICLES))
                .toList();
    }

    /** Where the names themselves say what they are; else it is asked. */
    private Kind guessed(List<Assignment> wanted) {
        if (wanted.stream().allMatch(one -> one.name().matches(VARIABLE))) return Kind.ENVIRONMENT;
        boolean arePaths = wanted.stream().allMatch(one -> isPath(Word.plain(one.name())));
        return arePaths ? Kind.FIELD : Kind.UNSAID;
    }

    private Heard action(Kind kind, List<Assignment> wanted) {
        return switch (kind) {
            case ENVIRONMENT -> Heard.of(() -> new Action.SetEnvironment(hearing.container(), wanted));
            case LABEL -> Heard.of(() -> new Action.Label(wanted));
            case ANNOTATION -> Heard.of(() -> new Action.Annotate(wanted));
            case FIELD -> Heard.of(() -> new Action.SetFields(wanted, false));
            case UNSAID -> ask(wanted);
        };
    }

    private Heard ask(List<Assignment> wanted) {
        List<String> options = List.of("environment", "field", "label", "annotation");
        String question = hearing.told() + ": is " + wanted.getFirst().name()
                + " a variable of the environment, a field, a label or an annotation?";
        return hearing.inquiry()
                .choice(hearing.key("setting"), question, options, Optional.empty())
                .map(chosen -> action(
                        List.of(Kind.ENVIRONMENT, Kind.FIELD, Kind.LABEL, Kind.ANNOTATION)
                                .get(options.indexOf(chosen)),
                        wanted))
                .orElseGet(Heard.Asked::new);
    }
}
