package dev.landfall.operate;

import dev.landfall.operate.Vocabulary.Verb;
import dev.landfall.words.SmallWords;
import dev.landfall.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Divides a sentence into clauses, each of which begins with a verb. */
final class Clauses {
    private static final Set<String> BACK = Set.of("back");
    private static final Set<String> ANEW = Set.of("image", "replicas");
    private static final Map<String, String> TWO_WORDS = Map.of(
            "rollout restart", "restart",
            "rollout undo", "rollback",
            "rollout pause", "pause",
            "rollout resume", "resume",
            "shut down", "stop",
            "turn off", "stop",
            "turn on", "start");

    /**
     * @param words with the verb first, where there is one
     * @param isContinued whether it shares verb and object with the one before: "set the image of web to X and replicas
     *     to 5"
     */
    record Part(List<Word> words, boolean isContinued) {
        Part {
            words = List.copyOf(words);
        }
    }

    private Clauses() {}

    static List<Part> of(List<Word> all) {
        List<Word> words = withoutBeginning(joined(all));
        List<Part> parts = new ArrayList<>();
        List<Word> current = new ArrayList<>();
        boolean isContinued = false;
        for (int i = 0; i < words.size(); i++) {
            boolean isAfterSeparator = i > 0 && words.get(i - 1).is(Word.Kind.SEPARATOR);
            boolean begins = isAfterSeparator && begins(words, i);
            boolean goesOn = isAfterSeparator && !begins && goesOn(current, words.get(i));
            if (begins || goesOn) {
                parts.add(new Part(trimmed(current), isContinued));
                current = new ArrayList<>(goesOn ? List.of(current.getFirst()) : List.of());
                isContinued = goesOn;
            }
            current.add(words.get(i));
        }
        parts.add(new Part(trimmed(current), isContinued));
        return parts.stream().filter(part -> !part.words().isEmpty()).toList();
    }

    /** "limit web" and "request 256Mi for web" begin a clause; "and limit to 512Mi" says more about an amount. */
    private static boolean begins(List<Word> words, int at) {
        if (Vocabulary.verb(words.get(at)).isEmpty()) return false;
        boolean mayBeNoun =
                words.get(at).isOf(Vocabulary.LIMIT) || words.get(at).isOf(Vocabulary.REQUEST);
        if (!mayBeNoun || at + 1 == words.size()) return true;
        Word next = words.get(at + 1);
        if (next.isOf(Vocabulary.TO)) return false;
        return !next.text().matches("[0-9].*") || isForAnObject(words.subList(at, words.size()));
    }

    private static boolean isForAnObject(List<Word> words) {
        return words.stream()
                .takeWhile(word -> !word.is(Word.Kind.SEPARATOR))
                .anyMatch(word -> word.isOf(Set.of("for", "on")));
    }

    /** Whether a clause that sets something begins to set something else. */
    private static boolean goesOn(List<Word> current, Word next) {
        Optional<Verb> verb = current.isEmpty() ? Optional.empty() : Vocabulary.verb(current.getFirst());
        if (verb.isEmpty() || verb.get() != Verb.SET) return false;
        boolean isOther = current.stream().anyMatch(word -> word.isOf(ANEW));
        boolean isAmount = current.stream().anyMatch(word -> word.isOf(Vocabulary.RESOURCES));
        return next.isOf(ANEW) ? isOther || isAmount : isOther && next.isOf(Vocabulary.RESOURCES);
    }

    /** "roll web back" as "rollback web". */
    private static List<Word> rolledBack(List<Word> words) {
        List<Word> read = new ArrayList<>(words);
        for (int i = 0; i < read.size(); i++) {
            if (!read.get(i).isOf(Set.of("roll"))) continue;
            int end = i + 1;
            while (end < read.size()
                    && !read.get(end).is(Word.Kind.SEPARATOR)
                    && !read.get(end).isOf(BACK)) end++;
            if (end == read.size() || !read.get(end).isOf(BACK)) continue;
            read.remove(end);
            read.set(i, Word.plain("rollback"));
        }
        return read;
    }

    private static List<Word> joined(List<Word> all) {
        List<Word> words = rolledBack(all);
        List<Word> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word here = words.get(i);
            boolean mayBeTwo = here.is(Word.Kind.PLAIN)
                    && i + 1 < words.size()
                    && words.get(i + 1).is(Word.Kind.PLAIN);
            String one = mayBeTwo
                    ? TWO_WORDS.get(here.lower() + " " + words.get(i + 1).lower())
                    : null;
            joined.add(one == null ? here : Word.plain(one));
            if (one != null) i++;
        }
        return joined;
    }

    private static List<Word> withoutBeginning(List<Word> words) {
        int begin = 0;
        while (begin < words.size()
                && (words.get(begin).isOf(SmallWords.BEGINNING)
                        || words.get(begin).is(Word.Kind.SEPARATOR))) begin++;
        return words.subList(begin, words.size());
    }

    private static List<Word> trimmed(List<Word> words) {
        List<Word> trimmed = new ArrayList<>(words);
        while (!trimmed.isEmpty() && trimmed.getLast().is(Word.Kind.SEPARATOR)) trimmed.removeLast();
        return trimmed;
    }
}
