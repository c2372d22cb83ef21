package dev.landfall.soak;

import java.util.List;
import java.util.Set;

/** When a verdict is wrong, and when it decides anything. */
final class VerdictRules {
    /** Those that say: it is not as you wanted it. */
    private static final Set<String> BAD = Set.of("Failed", "Degraded", "Superseded", "Blocked");

    /** Those that say: nothing was done. */
    private static final Set<String> TURNED_DOWN = Set.of("Refused", "Outdated");

    private VerdictRules() {}

    /**
     * @param seen the truth at moments of the last look, and of now: a verdict is about what its last look saw
     * @param settled the truth in the end
     */
    static boolean isWrong(End end, Circumstance circumstance, List<Sight> seen, Settled settled, Truth truth) {
        return switch (end.name()) {
            // It says that our commit was applied, our value was live and its pods were well, all at one moment.
            case "Verified" ->
                seen.stream()
                        .noneMatch(sight -> sight.isLiveAndWell()
                                && end.commit()
                                        .map(commit -> truth.isApplied(sight, commit))
                                        .orElse(true));
            // It says that all was as wanted before anything was done.
            case "NothingToDo" -> seen.stream().noneMatch(Sight::isLiveAndWell);
            // They say that the change came to nothing or to no good, and in the end all of it was well.
            case "Failed", "Degraded" -> isWellAfterAll(settled);
            // It says besides that somebody undid the change, and the branch says to the end what was asked for.
            case "Superseded" ->
                isWellAfterAll(settled) || (settled.owned() && settled.onBranch() && settled.saidAtHead());
            // It says besides that a person must act, and nobody had done anything that asks for a person.
            case "Blocked" -> isWellAfterAll(settled) || !circumstance.needsPerson();
            // They say that nothing was done, and a commit of ours is on the branch, or the value is live.
            case "Refused", "Outdated" ->
                (settled.owned() && settled.onBranch()) || settled.sight().live();
            // They say only that it is not known yet.
            case "InProgress", "TimedOut", "AwaitingMerge", "Partly", "Error" -> false;
            default -> throw new IllegalStateException("no rule for " + end.name());
        };
    }

    private static boolean isWellAfterAll(Settled settled) {
        return settled.settled() && settled.isAllWell();
    }

    /** Whether somebody who reads it knows how the change stands. */
    static boolean isDecisive(End end, Circumstance circumstance) {
        if (end.name().equals("Verified") || end.name().equals("NothingToDo") || BAD.contains(end.name())) return true;
        // To turn down what nothing stands in the way of decides nothing.
        return TURNED_DOWN.contains(end.name()) && circumstance.isReasonToRefuse();
    }
}
