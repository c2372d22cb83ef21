package dev.landfall.gitops;

import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;

/** How far an owner got with a commit, judged from one snapshot. */
public sealed interface Progress {

    /** Nothing is wrong and nothing moves yet. */
    record Pending(Reason reason) implements Progress {}

    /** The controller is at work on our commit. */
    record Progressing(Reason reason) implements Progress {}

    /**
     * It does not go on by itself, or not soon.
     *
     * @param needsPerson whether somebody must act: then waiting is over; else it clears by itself
     */
    record Blocked(Reason reason, boolean needsPerson) implements Progress {}

    /**
     * The apply of our objects is proven. Their health is not the owner's to judge.
     *
     * @param warnings trouble elsewhere in the same owner
     * @param leavesAlone why the owner would not set back what others have changed of our objects since; empty where it
     *     does, or where it has not seen a difference
     */
    record Succeeded(Evidence evidence, List<Reason> warnings, Optional<Reason> leavesAlone) implements Progress {
        public Succeeded(Evidence evidence, List<Reason> warnings) {
            this(evidence, warnings, Optional.empty());
        }
    }

    /** Our commit is applied, with trouble that the controller reports about our own objects. */
    record Degraded(Reason reason, Evidence evidence) implements Progress {}

    /** Our commit was applied, but a later one took our lines back or changed them. */
    record Superseded(Reason reason) implements Progress {}

    /** Our commit is not applied and will not be. */
    record Failed(Reason reason) implements Progress {}
}
