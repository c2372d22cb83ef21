package dev.landfall.change;

import dev.landfall.git.CommitId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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

        /** What is worth saying besides the place; begins with a space, or is empty. */
        default String told() {
            return switch (this) {
                case Committed committed -> " (commit " + new CommitId(committed.commit()).abbreviated() + ")";
                case Proposed proposed ->
                    proposed.pullRequest()
                            .map(link -> " (proposed by " + link + ")")
                            .orElse(" (proposed)");
                case PartlyWritten some -> " (only " + String.join(", ", some.objects()) + " is written)";
                case NotYet _, Written _, Needless _ -> "";
            };
        }

        /** Nothing of it is known to have left the machine. */
        record NotYet() implements Arrival {}

        /**
         * The commit is on a branch of our own and waits to be merged into the tracked one.
         *
         * @param branch of our own
         * @param commit 40 hex digits
         * @param base the commit that ours was made on
         * @param pullRequest empty where a person is to open it
         */
        record Proposed(String branch, String commit, String base, Optional<PullRequestLink> pullRequest)
                implements Arrival {}

        /**
         * The commit is on the tracked branch.
         *
         * @param commit 40 hex digits; where it was merged, the one that the tracked branch got by that
         * @param base what our files were before it, or empty where that is not known
         * @param merged where it came there by a merge
         */
        record Committed(String commit, Optional<String> base, Optional<Merged> merged) implements Arrival {}

        /** Some of the objects are written, by their names; the others were refused, or it was interrupted. */
        record PartlyWritten(List<String> objects) implements Arrival {}

        /** The objects are written. */
        record Written() implements Arrival {}

        /** There was nothing to write: Git or the objects had the values already. */
        record Needless() implements Arrival {}
    }

    /**
     * How a commit came to the tracked branch that was not pushed there.
     *
     * @param branch of our own that it was on
     * @param pullRequest empty where none of ours is known
     * @param asMade whether our files came there as we had made them
     */
    public record Merged(String branch, Optional<PullRequestLink> pullRequest, boolean asMade) {}

    /** Whether this part, counted from 0, is where it should be. */
    boolean isLanded(int part) {
        return switch (arrivals.get(part)) {
            case Arrival.NotYet notYet -> false;
            case Arrival.PartlyWritten some -> false;
            case Arrival.Proposed proposed -> true;
            case Arrival.Committed committed -> true;
            case Arrival.Written written -> true;
            case Arrival.Needless needless -> true;
        };
    }

    /** Whether every part of it is where it should be. */
    public boolean isLanded() {
        return IntStream.range(0, arrivals.size()).allMatch(this::isLanded);
    }

    /** The places that have their part, and those that have not, for a person. */
    public String toldByPlace() {
        String landed = places(true);
        String missing = places(false);
        return (landed.isEmpty() ? "" : "landed in " + landed)
                + (landed.isEmpty() || missing.isEmpty() ? "" : ", ")
                + (missing.isEmpty() ? "" : "not in " + missing);
    }

    private String places(boolean landed) {
        return IntStream.range(0, arrivals.size())
                .filter(part -> isLanded(part) == landed)
                .mapToObj(part ->
                        plan.parts().get(part).place() + arrivals.get(part).told())
                .collect(Collectors.joining(" and "));
    }

    /** Whether something of it has left the machine. */
    boolean hasWritten() {
        return arrivals.stream().anyMatch(Change::isWritten);
    }

    private static boolean isWritten(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Proposed proposed -> true;
            case Arrival.Committed committed -> true;
            case Arrival.Written written -> true;
            case Arrival.PartlyWritten some -> true;
            case Arrival.NotYet notYet -> false;
            case Arrival.Needless needless -> false;
        };
    }

    /** Of its parts in Git, on the tracked branches. */
    public List<String> commits() {
        return arrivals.stream()
                .flatMap(arrival -> arrival instanceof Arrival.Committed ours ? Stream.of(ours.commit()) : null)
                .toList();
    }

    /** Those that its parts go through, merged or not. */
    public List<PullRequestLink> pullRequests() {
        return arrivals.stream()
                .flatMap(arrival -> pullRequestOf(arrival).stream())
                .toList();
    }

    /** The one that a part goes through. */
    public static Optional<PullRequestLink> pullRequestOf(Arrival arrival) {
        return switch (arrival) {
            case Arrival.Proposed proposed -> proposed.pullRequest();
            case Arrival.Committed committed -> committed.merged().flatMap(Merged::pullRequest);
            case Arrival.NotYet _, Arrival.PartlyWritten _, Arrival.Written _, Arrival.Needless _ -> Optional.empty();
        };
    }

    /** How a part got there, which may be another way than it was planned: a branch may take no push. */
    public static PlanPart.Way wayOf(PlanPart.InGit part, Optional<Arrival> arrival) {
        return arrival.flatMap(Change::pullRequestOf).isPresent() ? PlanPart.Way.PULL_REQUEST : part.way();
    }

    /** Whether it waits for somebody to merge some of it. */
    public boolean awaitsMerge() {
        return arrivals.stream().anyMatch(Arrival.Proposed.class::isInstance);
    }
}
