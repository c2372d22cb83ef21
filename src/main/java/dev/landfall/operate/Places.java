package dev.landfall.operate;

import dev.landfall.words.Inquiry;
import dev.landfall.words.Mention;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Gives every object of a sentence the namespace that was said for it, where one was said at all. */
final class Places {
    private final Inquiry inquiry;
    private final String beside;

    /** @param beside the namespace that was said beside the sentence, or empty */
    Places(Inquiry inquiry, String beside) {
        this.inquiry = inquiry;
        this.beside = beside;
    }

    /** A place holds for what follows it, until another is said; what goes before it is asked about. */
    List<Clause> of(List<Clause> clauses) {
        Optional<String> first = places(clauses).findFirst();
        if (first.isEmpty()) return everywhere(clauses, beside);
        Optional<String> instead = contradicted(clauses);
        if (instead.isPresent()) return everywhere(clauses, instead.get());
        List<Clause> placed = new ArrayList<>();
        String place = beside;
        for (Clause clause : clauses) {
            List<Mention> objects = new ArrayList<>();
            for (Mention object : clause.objects()) {
                if (object.hasPlace()) place = object.namespace();
                objects.add(object.in(place.isEmpty() ? placeBefore(object, first.get()) : place));
            }
            placed.add(clause.of(objects));
        }
        return placed;
    }

    private static Stream<String> places(List<Clause> clauses) {
        return clauses.stream()
                .flatMap(clause -> clause.objects().stream())
                .filter(Mention::hasPlace)
                .map(Mention::namespace);
    }

    private static List<Clause> everywhere(List<Clause> clauses, String namespace) {
        return clauses.stream()
                .map(clause -> clause.of(clause.objects().stream()
                        .map(object -> object.in(namespace))
                        .toList()))
                .toList();
    }

    /** Where every object has a place in the sentence, another one beside it contradicts them. */
    private Optional<String> contradicted(List<Clause> clauses) {
        boolean isUsed =
                clauses.stream().flatMap(clause -> clause.objects().stream()).anyMatch(one -> !one.hasPlace());
        List<String> said = places(clauses).distinct().toList();
        if (beside.isEmpty() || isUsed || said.contains(beside) || said.size() > 1) return Optional.empty();
        return inquiry.choice(
                "namespace",
                "the sentence says namespace " + said.getFirst() + ", and -n says " + beside + ": which?",
                List.of(said.getFirst(), beside),
                Optional.empty());
    }

    private String placeBefore(Mention object, String first) {
        return inquiry.words(
                        "namespace-for-" + object.key(),
                        "in which namespace is " + object.told() + "? \"in " + first + "\" is only said of another",
                        first,
                        Optional.of(first))
                .orElse("");
    }
}
