package dev.landfall.operate;

import dev.landfall.words.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The words of a clause that nobody has understood yet: whoever understands some takes them out. */
final class Phrase {
    private final List<Word> left;

    Phrase(List<Word> words) {
        this.left = new ArrayList<>(words);
    }

    List<Word> left() {
        return List.copyOf(left);
    }

    boolean has(Set<String> words) {
        return left.stream().anyMatch(word -> word.isOf(words));
    }

    boolean has(Predicate<Word> wanted) {
        return left.stream().anyMatch(wanted);
    }

    /** Takes the first word that is one of these. */
    Optional<Word> take(Set<String> words) {
        return take(word -> word.isOf(words));
    }

    Optional<Word> take(Predicate<Word> wanted) {
        Optional<Word> found = left.stream().filter(wanted).findFirst();
        found.ifPresent(left::remove);
        return found;
    }

    List<Word> takeAll(Predicate<Word> wanted) {
        List<Word> found = left.stream().filter(wanted).toList();
        left.removeIf(wanted);
        return found;
    }

    void takeAll(Set<String> words) {
        takeAll(word -> word.isOf(words));
    }

    /** Takes {@code to X} or the like, and answers X. */
    Optional<Word> takeAfter(Set<String> leads, Predicate<Word> wanted) {
        for (int i = 0; i + 1 < left.size(); i++) {
            if (!left.get(i).isOf(leads) || !wanted.test(left.get(i + 1))) continue;
            left.remove(i);
            return Optional.of(left.remove(i));
        }
        return Optional.empty();
    }

    /** Takes {@code replicas} of {@code 5 replicas} or the like, and leaves the 5; answers whether it was there. */
    boolean dropBehind(Predicate<Word> before, Set<String> words) {
        for (int i = 0; i + 1 < left.size(); i++) {
            if (!left.get(i + 1).isOf(words) || !before.test(left.get(i))) continue;
            left.remove(i + 1);
            return true;
        }
        return false;
    }

    /** Takes {@code X percent} or the like, and answers X. */
    Optional<Word> takeBefore(Set<String> words, Predicate<Word> wanted) {
        for (int i = 0; i + 1 < left.size(); i++) {
            if (!left.get(i + 1).isOf(words) || !wanted.test(left.get(i))) continue;
            left.remove(i + 1);
            return Optional.of(left.remove(i));
        }
        return Optional.empty();
    }

    /** Whether one of these words follows such a word. */
    boolean isFollowed(Predicate<Word> before, Set<String> words) {
        for (int i = 0; i + 1 < left.size(); i++)
            if (left.get(i + 1).isOf(words) && before.test(left.get(i))) return true;
        return false;
    }

    /** Takes words that lead to nothing, since what followed them was taken. */
    void dropDangling(Set<String> leads) {
        for (int i = left.size() - 1; i >= 0; i--) {
            boolean leadsToNothing = i + 1 == left.size() || !left.get(i + 1).isSaid();
            if (left.get(i).isOf(leads) && leadsToNothing) left.remove(i);
        }
    }

    /** Puts other words in the place of all. */
    void leave(List<Word> words) {
        left.clear();
        left.addAll(words);
    }

    /** Takes the words before the first of these, which stays; all of them where none of these is there. */
    List<Word> takeUpTo(Set<String> words) {
        List<Word> before = new ArrayList<>();
        while (!left.isEmpty() && !left.getFirst().isOf(words)) before.add(left.removeFirst());
        return before;
    }

    static String told(List<Word> words) {
        return words.stream().map(Word::told).collect(Collectors.joining(" ")).replaceAll(" ([,;.!?])", "$1");
    }
}
