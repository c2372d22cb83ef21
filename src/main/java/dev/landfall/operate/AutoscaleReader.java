package dev.landfall.operate;

import dev.landfall.words.Word;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the range and the target of an autoscaler: "between 2 and 5 at 70% cpu". */
final class AutoscaleReader {
    private static final int USUAL_CPU = 80;
    private static final Set<String> BETWEEN = Set.of(
            "between",
            "from",
            "up",
            "to",
            "at",
            "with",
            "on",
            "of",
            "min",
            "max",
            "minimum",
            "maximum",
            "least",
            "most",
            "target",
            "targeting",
            "cpu",
            "utilization",
            "usage",
            "load");
    private static final Set<String> PERCENT = Set.of("percent", "%");
    private static final Set<String> LEAST = Set.of("min", "minimum", "least");
    private static final Set<String> MOST = Set.of("max", "maximum", "most");

    private final Hearing hearing;
    private final Phrase phrase;

    private AutoscaleReader(Hearing hearing) {
        this.hearing = hearing;
        this.phrase = hearing.phrase();
    }

    static Heard read(Hearing hearing) {
        return new AutoscaleReader(hearing).read();
    }

    private Heard read() {
        Optional<Word> percent = percent();
        int cpu = percent.map(word -> word.text().replace("%", ""))
                .map(Integer::valueOf)
                .orElse(USUAL_CPU);
        Optional<Word> range = phrase.take(word -> word.text().matches("[0-9]{1,6}-[0-9]{1,6}"));
        Optional<Integer> least = count(phrase.takeAfter(LEAST, AutoscaleReader::isCount));
        Optional<Integer> most = count(phrase.takeAfter(MOST, AutoscaleReader::isCount));
        List<Integer> bare = range.map(word -> List.of(word.text().split("-")))
                .map(both -> both.stream().map(Integer::valueOf).toList())
                .orElseGet(this::bare);
        phrase.takeAll(Vocabulary.REPLICAS);
        phrase.takeAll(BETWEEN);
        if (bare.size() > 2) return new Heard.Unclear("it has " + bare.size() + " numbers, where two make a range");
        if (bare.size() == 2) return range(bare.getFirst(), bare.getLast(), cpu);
        return ask(least, most.or(() -> bare.stream().findFirst()), cpu);
    }

    private Optional<Word> percent() {
        Optional<Word> signed = phrase.take(word -> word.text().matches("[0-9]{1,4}%"));
        if (signed.isPresent()) return signed;
        return phrase.takeBefore(PERCENT, word -> word.text().matches("[0-9]{1,4}"));
    }

    private List<Integer> bare() {
        return phrase.takeAll(AutoscaleReader::isCount).stream()
                .map(word -> Vocabulary.number(word).orElseThrow())
                .toList();
    }

    private static boolean isCount(Word word) {
        return word.is(Word.Kind.PLAIN) && Vocabulary.number(word).isPresent();
    }

    private static Optional<Integer> count(Optional<Word> word) {
        OptionalInt count = word.map(Vocabulary::number).orElse(OptionalInt.empty());
        return count.isPresent() ? Optional.of(count.getAsInt()) : Optional.empty();
    }

    private Heard ask(Optional<Integer> least, Optional<Integer> most, int cpu) {
        Optional<Integer> from = least.or(() -> hearing.inquiry()
                .count(hearing.key("min"), hearing.told() + ": at least how many replicas?", 1, Optional.of("1")));
        Optional<Integer> to = most.or(() -> hearing.inquiry()
                .count(hearing.key("max"), hearing.told() + ": at most how many replicas?", 1, Optional.empty()));
        return from.isPresent() && to.isPresent() ? range(from.get(), to.get(), cpu) : new Heard.Asked();
    }

    private static Heard range(int least, int most, int cpu) {
        return Heard.of(() -> new Action.Autoscale(least, most, cpu));
    }
}
