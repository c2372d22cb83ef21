package dev.landfall.words;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which objects some words name.
 *
 * @param named each with the place that was said of it
 * @param pronouns that stand for objects of the clause before
 * @param unclear what is neither, such as two names without a kind and a comma
 */
public record Mentions(List<Mention> named, List<Word> pronouns, List<Word> unclear) {
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9.:_-]{0,252}";
    private static final String OBJECT = "[A-Za-z][A-Za-z0-9.-]{0,252}/" + NAME;

    /** @param leading words that may stand before an object, such as "of" */
    public static Mentions of(List<Word> words, Set<String> leading) {
        Reader reader = new Reader(leading);
        words.forEach(reader::read);
        reader.endOfGroup();
        return new Mentions(List.copyOf(reader.named), List.copyOf(reader.pronouns), List.copyOf(reader.unclear));
    }

    public boolean isEmpty() {
        return named.isEmpty() && pronouns.isEmpty() && unclear.isEmpty();
    }

    private static final class Reader {
        private final Set<String> leading;
        private final List<Mention> named = new ArrayList<>();
        private final List<Word> pronouns = new ArrayList<>();
        private final List<Word> unclear = new ArrayList<>();
        private final List<Word> group = new ArrayList<>();
        private String place = "";
        private int placed;
        private String severalOf = "";

        Reader(Set<String> leading) {
            this.leading = leading;
        }

        void read(Word word) {
            switch (word.kind()) {
                case PLAIN, QUOTED -> group.add(word);
                case SEPARATOR -> endOfGroup();
                case PLACE -> {
                    endOfGroup();
                    place = word.text();
                    for (; placed < named.size(); placed++)
                        named.set(placed, named.get(placed).in(place));
                }
            }
        }

        void endOfGroup() {
            while (!group.isEmpty() && leads(group.getFirst())) group.removeFirst();
            while (!group.isEmpty() && group.getLast().isOf(leading)) group.removeLast();
            boolean isPronoun = group.size() == 1
                    && (group.getFirst().isOf(SmallWords.ONE)
                            || group.getFirst().isOf(SmallWords.SEVERAL));
            if (isPronoun) pronouns.add(group.getFirst());
            else
                object(group.stream()
                        .filter(word -> !word.isOf(SmallWords.ARTICLES))
                        .toList());
            group.clear();
        }

        private boolean leads(Word word) {
            return word.isOf(leading) || (group.size() > 1 && word.isOf(SmallWords.ARTICLES));
        }

        private void object(List<Word> words) {
            switch (words.size()) {
                case 0 -> {}
                case 1 -> single(words.getFirst());
                case 2 -> pair(words.getFirst(), words.getLast());
                default -> unclear.addAll(words);
            }
        }

        private void single(Word word) {
            int slash = word.text().indexOf('/');
            if (word.text().matches(OBJECT))
                add(word.text().substring(0, slash), word.text().substring(slash + 1), false);
            else if (isName(word) && !KindWords.isKind(word)) add(severalOf, word.text(), false);
            else unclear.add(word);
        }

        private void pair(Word first, Word second) {
            if (KindWords.isKind(first) && isName(second)) {
                severalOf = KindWords.isSeveral(first) ? first.text() : "";
                add(first.text(), second.text(), false);
            } else if (KindWords.isKind(second) && isName(first)) {
                add(second.text(), first.text(), false);
                if (KindWords.isSeveral(second))
                    named.replaceAll(one -> one.kind().isEmpty() ? one.ofKind(second.text()) : one);
            } else if (isName(first) && isName(second)) add(first.text(), second.text(), true);
            else unclear.addAll(List.of(first, second));
        }

        private void add(String kind, String name, boolean isEitherWay) {
            Mention mention = new Mention(kind, name, isEitherWay, place);
            if (!named.contains(mention)) named.add(mention);
        }

        private static boolean isName(Word word) {
            return word.text().matches(NAME) && !word.isOf(SmallWords.NO_NAMES);
        }
    }
}
