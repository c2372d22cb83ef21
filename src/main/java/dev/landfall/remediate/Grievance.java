package dev.landfall.remediate;

import dev.landfall.remediate.SymptomWords.Expression;
import dev.landfall.remediate.SymptomWords.Match;
import dev.landfall.remediate.SymptomWords.Sense;
import dev.landfall.words.KindWords;
import dev.landfall.words.Mentions;
import dev.landfall.words.SmallWords;
import dev.landfall.words.Word;
import dev.landfall.words.Words;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sentence about what is wrong, taken apart.
 *
 * @param complaints none where the words say only that something is wrong
 * @param mentions of objects and namespaces
 * @param places the namespaces that are said by "in shop"
 * @param isEverywhere whether the whole cluster is meant
 * @param topics words that say what is wrong, and may also be the name of an object
 * @param unclear what was said of them and not understood; empty where all was
 * @param isPraise whether it says that something is as it should be
 */
record Grievance(
        List<Complaint> complaints,
        Mentions mentions,
        List<String> places,
        boolean isEverywhere,
        List<String> topics,
        String unclear,
        boolean isPraise) {

    static Grievance of(String text) {
        Reader reader = new Reader();
        reader.read(withoutBeginning(Words.of(text.replace('\u2019', '\''))));
        return reader.heard();
    }

    private static List<Word> withoutBeginning(List<Word> words) {
        int begin = 0;
        while (begin < words.size()
                && (words.get(begin).isOf(SymptomWords.BEGINNING)
                        || words.get(begin).is(Word.Kind.SEPARATOR))) begin++;
        return words.subList(begin, words.size());
    }

    private static final class Reader {
        private final Set<Expression> expressions = new LinkedHashSet<>();
        private final List<String> topics = new ArrayList<>();
        private final List<Word> subject = new ArrayList<>();
        private final List<Word> said = new ArrayList<>();
        private final Set<String> places = new LinkedHashSet<>();
        private boolean isDenied;
        private boolean isEverywhere;
        private boolean isSaidOfIt;
        private boolean isPredicate;

        void read(List<Word> words) {
            for (int i = 0; i < words.size(); ) i += read(words, i);
        }

        /** How many words were understood. */
        private int read(List<Word> words, int at) {
            Word word = words.get(at);
            if (word.is(Word.Kind.PLACE)) place(word.text());
            else if (word.isOf(SymptomWords.NOBODY)) isDenied = true;
            else if (word.isOf(SymptomWords.NEGATIONS)) deny();
            else if (word.isOf(SymptomWords.EVERYWHERE)) isEverywhere = true;
            else if (!isName(words, at)) {
                Match match = SymptomWords.at(words, at).orElseThrow();
                take(words.subList(at, at + match.length()), match.expression());
                return match.length();
            } else if (word.isOf(SymptomWords.PREDICATES)) predicate();
            else if (!isEmptyWord(word)) name(word);
            return 1;
        }

        /** Whether a word is no symptom, since it is none, or may be a name and stands beside a kind: "deployment registry". */
        private static boolean isName(List<Word> words, int at) {
            return SymptomWords.at(words, at)
                    .map(match -> match.expression().sense() == Sense.TOPIC
                            && (isKind(words, at - 1) || isKind(words, at + 1)))
                    .orElse(true);
        }

        private static boolean isKind(List<Word> words, int at) {
            return at >= 0
                    && at < words.size()
                    && KindWords.isKind(words.get(at))
                    && !words.get(at).isOf(SymptomWords.PODS);
        }

        private void place(String namespace) {
            if (SymptomWords.isSymptom(namespace)) read(List.of(Word.plain(namespace)));
            else if (SymptomWords.EVERYWHERE.contains(namespace)) isEverywhere = true;
            else {
                places.add(namespace);
                subject.add(new Word(Word.Kind.PLACE, namespace));
            }
        }

        private void deny() {
            isDenied = true;
            predicate();
        }

        private void predicate() {
            isPredicate = true;
            isSaidOfIt = true;
        }

        private void take(List<Word> words, Expression expression) {
            expressions.add(expression);
            isSaidOfIt = true;
            if (words.size() == 1 && expression.sense() == Sense.TOPIC)
                topics.add(words.getFirst().text());
        }

        /** Small words, and the pods that every complaint is about: who names one is understood without the kind. */
        private static boolean isEmptyWord(Word word) {
            return word.isOf(SymptomWords.FILLERS)
                    || word.isOf(SymptomWords.PODS)
                    || word.isOf(SymptomWords.EVERYTHING)
                    || word.isOf(SmallWords.ARTICLES);
        }

        /** Behind what is said of a subject, a name would be a word that is not understood. */
        private void name(Word word) {
            boolean hasSubject = subject.stream().anyMatch(Word::isSaid);
            boolean isSubject = word.is(Word.Kind.SEPARATOR) || !isSaidOfIt || (!hasSubject && !isPredicate);
            (isSubject ? subject : said).add(word);
        }

        Grievance heard() {
            Mentions mentions = Mentions.of(subject, SmallWords.LEADING);
            return new Grievance(
                    complaints(),
                    mentions,
                    List.copyOf(places),
                    isEverywhere,
                    topics,
                    said.stream().map(Word::told).collect(Collectors.joining(" ")),
                    isNothingWrong());
        }

        private List<Complaint> complaints() {
            return expressions.stream()
                    .flatMap(expression -> expression.complaint().stream())
                    .distinct()
                    .toList();
        }

        /** "web is ready", and "web does not crash". */
        private boolean isNothingWrong() {
            boolean isGood = expressions.stream().anyMatch(one -> one.sense() == Sense.GOOD);
            boolean isBad = expressions.stream().anyMatch(one -> one.sense() == Sense.BAD);
            boolean isTopic = expressions.stream().anyMatch(one -> one.sense() == Sense.TOPIC);
            return isDenied ? isBad && !isGood && !isTopic : isGood && !isBad && !isTopic;
        }
    }
}
