package dev.landfall.change;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A plan that was approved, and how far it got as the journal has it.
 *
 * @param id also in the commits' trailer {@code Change-Id}, so that Git alone tells whether it landed
 * @param arrivals one for each part of the plan, in its order
 * @param outcome the name of the last one seen, or empty
 */
public record Change(String id, ChangePlan plan, Instant at, List<Arrival> arrivals, String outcome) {

    /** How far a part got. */
    public sealed interface Arrival {

        /** Nothing of it is known to have left the machine. */
        record NotYet() implements Arrival {}

        /**
         * The commit is on the tracked branch.
         *
         * @param commit 40 hex digits
         * @param base the commit that ours was made on, or empty where that is not known
         */
        record Committed(String commit, Optional<String> base) implements Arrival {}

        /** Some of the objects are written, by their names; the others were refused, or it was interrupted. */
        record PartlyWritten(List<String> objects) implements Arrival {}

        /** The objects are written. */
        record Written() implements Arrival {}

        /** There was nothing to write: Git or the objects had the values already. */
        record Needless() implements Arrival {}
    }

    /** Whether this part, counted from 0, is where it should be. */
    boolean isLanded(int part) {
        return switch (arrivals.get(part)) {
            case Arrival.NotYet notYet -> false;
            case Arrival.PartlyWritten some -> false;
            case Arrival.Committed committed -> true;
            case Arrival.Written written -> true;
            case Arrival.Needless needless -> true;
        };
    }

    /** Whether every part of it is where it should be. */
    public boolean isLanded() {
        return IntStream.range(0, arrivals.size()).allMatch(this::isLanded);
    }

    /** Of its parts in Git. */
    public List<String> commits() {
        return arrivals.stream()
                .flatMap(arrival -> arrival instanceof Arrival.Committed(String commit, Optional<String> _)
                        ? Stream.of(commit)
                        : null)
                .toList();
    }
}
