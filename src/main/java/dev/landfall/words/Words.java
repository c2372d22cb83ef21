package dev.landfall.words;

import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a sentence apart into words: quoted ones as they are, lists at their commas, places as one word. */
public final class Words {
    private static final int LONGEST = 1000;
    private static final Set<String> UNITS = Set.of("ki", "mi", "gi", "ti", "mb", "gb", "kb", "mib", "gib", "kib");
    private static final Set<Character> ENDS = Set.of('.', '!', '?');

    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean isQuoted;

    private Words() {}

    /** @param text without control characters but spaces */
    public static List<Word> of(String text) {
        Words reading = new Words();
        reading.read(text.strip());
        return places(joined(reading.words));
    }

    /** Why a text is no sentence that could be read; empty where it may be one. */
    public static Optional<Reason> objectionTo(String text, String example) {
        if (text.isBlank())
            return Optional.of(
                    Reason.lasting("no-sentence", "the sentence is empty", "say it as in \"" + example + "\""));
        if (text.length() > LONGEST)
            return Optional.of(Reason.lasting(
                    "sentence-too-long",
                    "the sentence has " + text.length() + " characters, more than " + LONGEST,
                    "say it in several sentences, one after the other"));
        if (!Printable.text(text).equals(text) || text.chars().anyMatch(Character::isISOControl))
            return Optional.of(Reason.lasting(
                    "control-characters",
                    "the sentence has characters that cannot be seen: \"" + Printable.line(text, 80) + "\"",
                    "type it anew; what was pasted may have brought them"));
        return Optional.empty();
    }

    private void read(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int close = closing(text, i);
            if (close > 0) {
                isQuoted |= word.isEmpty();
                word.append(text, i + 1, close);
                i = close;
            } else if (Character.isWhitespace(c)) end();
            else if (endsHere(text, i)) separate(c);
            else word.append(c);
        }
        end();
    }

    /** Where the quote ends that begins here; 0 where none does. An apostrophe within a word is none. */
    private int closing(String text, int at) {
        char c = text.charAt(at);
        if (c != '"' && c != '\'') return 0;
        boolean begins = word.isEmpty() || word.charAt(word.length() - 1) == '=';
        return begins ? Math.max(0, text.indexOf(c, at + 1)) : 0;
    }

    /** Whether a list or a sentence goes on behind this sign. A value keeps its commas and full stops. */
    private boolean endsHere(String text, int at) {
        char c = text.charAt(at);
        boolean isLast = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
        boolean isValue = word.indexOf("=") > 0 && !word.toString().matches("(cpu|memory|ephemeral-storage)=.*");
        if (c == ',' || c == ';') return isLast || !isValue;
        return ENDS.contains(c) && isLast && !isValue;
    }

    private void separate(char c) {
        end();
        words.add(new Word(Word.Kind.SEPARATOR, Character.toString(c)));
    }

    private void end() {
        if (!word.isEmpty() || isQuoted) {
            Word read = new Word(isQuoted ? Word.Kind.QUOTED : Word.Kind.PLAIN, word.toString());
            words.add(read.isOf(SmallWords.SEPARATORS) ? new Word(Word.Kind.SEPARATOR, read.text()) : read);
        }
        word.setLength(0);
        isQuoted = false;
    }

    /** {@code A = b} as {@code A=b}, and {@code 512 Mi} as {@code 512Mi}. */
    private static List<Word> joined(List<Word> words) {
        List<Word> joined = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word here = words.get(i);
            boolean isBetween = !joined.isEmpty() && i + 1 < words.size();
            if (isBetween && here.isOf(Set.of("=")) && joined.getLast().is(Word.Kind.PLAIN)) {
                joined.add(Word.plain(
                        joined.removeLast().text() + "=" + words.get(++i).text()));
            } else if (!joined.isEmpty()
                    && here.isOf(UNITS)
                    && joined.getLast().text().matches("[0-9.]+")) {
                joined.add(Word.plain(joined.removeLast().text() + here.text()));
            } else if (!here.isOf(SmallWords.NOISE)) joined.add(here);
        }
        return joined;
    }

    private static List<Word> places(List<Word> words) {
        List<Word> placed = new ArrayList<>();
        for (int i = 0; i < words.size(); ) {
            Place place = Place.at(words, i);
            // "in web in shop": only the last one is a namespace.
            boolean isFollowed = place.length() > 0
                    && i + place.length() < words.size()
                    && Place.at(words, i + place.length()).length() > 0;
            if (isFollowed) place = Place.NONE;
            placed.add(place.length() == 0 ? words.get(i) : new Word(Word.Kind.PLACE, place.namespace()));
            i += Math.max(1, place.length());
        }
        return placed;
    }

    /** A namespace and how many words say it; none where there is no place. */
    private record Place(String namespace, int length) {
        private static final Place NONE = new Place("", 0);
        private static final Set<String> FLAGS = Set.of("-n", "--namespace");

        static Place at(List<Word> words, int at) {
            Word first = words.get(at);
            if (first.is(Word.Kind.PLAIN) && first.text().matches("--namespace=.+"))
                return new Place(first.text().substring("--namespace=".length()), 1);
            if (first.isOf(FLAGS)) return named(words, at + 1, 1);
            if (!first.isOf(SmallWords.WHERE)) return NONE;
            int next = at + 1;
            while (isOf(words, next, SmallWords.ARTICLES)) next++;
            if (isOf(words, next, SmallWords.NAMESPACE)) return named(words, next + 1, next + 1 - at);
            if (isOf(words, next, SmallWords.CONTAINER) || isOf(words, next + 1, SmallWords.CONTAINER)) return NONE;
            Place place = named(words, next, next - at);
            boolean isNamed = place.length() > 0 && isOf(words, next + 1, SmallWords.NAMESPACE);
            return isNamed ? new Place(place.namespace(), place.length() + 1) : place;
        }

        private static boolean isOf(List<Word> words, int at, Set<String> wanted) {
            return at < words.size() && words.get(at).isOf(wanted);
        }

        private static Place named(List<Word> words, int at, int before) {
            if (at >= words.size()) return NONE;
            Word name = words.get(at);
            boolean isName = name.is(Word.Kind.QUOTED)
                    || (name.is(Word.Kind.PLAIN)
                            && !name.isOf(SmallWords.NO_NAMES)
                            && name.text().matches("(?!\\d+$)[a-z0-9A-Z][a-zA-Z0-9-]{0,62}"));
            return isName && !name.text().isEmpty() ? new Place(name.text(), before + 1) : NONE;
        }
    }
}
