package dev.landfall.operate;

import dev.landfall.words.Word;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads how many replicas are wanted: "to 5", "up by 2", "5 replicas", "two more". */
final class ScaleReader {
    private static final Set<String> UNITS = Stream.concat(Vocabulary.REPLICAS.stream(), Vocabulary.PODS.stream())
            .collect(Collectors.toUnmodifiableSet());
    private static final Set<String> MORE = Set.of("more", "additional", "extra");
    private static final Set<String> FEWER = Set.of("fewer", "less");
    private static final Set<String> UP = Set.of("up", "out");
    private static final Set<String> DOWN = Set.of("down");

    private final Hearing hearing;
    private final Phrase phrase;

    private ScaleReader(Hearing hearing) {
        this.hearing = hearing;
        this.phrase = hearing.phrase();
    }

    static Heard read(Hearing hearing) {
        return new ScaleReader(hearing).read();
    }

    private Heard read() {
        if (hearing.verb() == Vocabulary.Verb.MULTIPLY) return multiplied();
        int sign = sign();
        boolean isCounted = phrase.dropBehind(ScaleReader::isNumeric, UNITS);
        phrase.takeAll(Vocabulary.REPLICAS);
        Optional<Word> to = phrase.takeAfter(Vocabulary.TO, ScaleReader::isNumeric);
        if (to.isPresent()) return to(to.get(), sign);
        Optional<Word> by = phrase.takeAfter(Set.of("by"), ScaleReader::isNumeric);
        if (by.isPresent()) return by(by.get(), sign);
        Optional<Word> bare = phrase.take(ScaleReader::isNumeric);
        if (bare.isPresent() && sign != 0) return by(bare.get(), sign);
        if (bare.isPresent() && isCounted) return to(bare.get(), 0);
        return ask("to how many replicas?", bare.map(Word::text));
    }

    private Heard multiplied() {
        phrase.takeAll(Vocabulary.REPLICAS);
        return new Heard.Wished(
                switch (hearing.word()) {
                    case "triple" -> new Wish.TimesReplicas(3, 1);
                    case "halve" -> new Wish.TimesReplicas(1, 2);
                    default -> new Wish.TimesReplicas(2, 1);
                });
    }

    /** Whether more are wanted, or fewer, or neither is said. */
    private int sign() {
        boolean isMore = phrase.dropBehind(ScaleReader::isNumeric, MORE)
                || phrase.take(UP).isPresent();
        boolean isFewer = phrase.dropBehind(ScaleReader::isNumeric, FEWER)
                || phrase.take(DOWN).isPresent();
        if (isMore != isFewer) return isMore ? 1 : -1;
        return switch (hearing.verb()) {
            case MORE, ADD -> 1;
            case LESS, REMOVE, DELETE, UNSET -> -1;
            default -> 0;
        };
    }

    private Heard to(Word word, int sign) {
        OptionalInt count = Vocabulary.number(word);
        if (count.isEmpty()) return noCount(word);
        int replicas = count.getAsInt();
        return sign == 0
                ? Heard.of(() -> new Action.Scale(replicas))
                : new Heard.Wished(new Wish.ReplicasTowards(replicas, sign > 0));
    }

    private Heard by(Word word, int sign) {
        OptionalInt count = Vocabulary.number(word);
        if (count.isEmpty()) return noCount(word);
        int step = count.getAsInt();
        if (sign != 0) return new Heard.Wished(new Wish.MoreReplicas(sign * step));
        List<String> options = List.of("add " + step, "remove " + step, "times " + step);
        return hearing.inquiry()
                .choice(
                        hearing.key("scale-by"),
                        hearing.told() + " may mean " + step + " more or " + step + " times as many: which?",
                        options,
                        Optional.empty())
                .<Heard>map(chosen -> new Heard.Wished(
                        switch (options.indexOf(chosen)) {
                            case 0 -> new Wish.MoreReplicas(step);
                            case 1 -> new Wish.MoreReplicas(-step);
                            default -> new Wish.TimesReplicas(step, 1);
                        }))
                .orElseGet(Heard.Asked::new);
    }

    private Heard noCount(Word word) {
        return ask("\"" + word.text() + "\" is no number of replicas: to how many?", Optional.empty());
    }

    private Heard ask(String question, Optional<String> suggested) {
        Optional<String> count = suggested.filter(text -> text.matches("[0-9]{1,9}"));
        return hearing.inquiry()
                .count(hearing.key("replicas"), hearing.told() + ": " + question, 0, count)
                .map(replicas -> Heard.of(() -> new Action.Scale(replicas)))
                .orElseGet(Heard.Asked::new);
    }

    private static boolean isNumeric(Word word) {
        return word.is(Word.Kind.PLAIN)
                && (word.text().matches("[-+]?[0-9.][^/=:]*")
                        || Vocabulary.number(word).isPresent());
    }
}
