package dev.landfall.health;

import dev.landfall.reason.Reason;
import java.util.List;

/** How a workload is, judged from one look at it and its pods. */
public sealed interface Health {

    /** As pods go: those of the wanted revision that are ready, and how many are wanted. */
    record Pods(long ready, long wanted) {
        @Override
        public String toString() {
            return ready + " of " + wanted + " pods ready";
        }
    }

    /**
     * Everything that is wanted is there.
     *
     * @param restarts of all containers of all its pods; a rise means that it is not stable
     * @param minReadySeconds how long a pod must be ready to count, as the workload says
     */
    record Healthy(Pods pods, long restarts, long minReadySeconds) implements Health {}

    /**
     * On its way, and possibly stuck.
     *
     * @param troubles of pods of the wanted revision, in the words of the kubelet
     */
    record Progressing(Pods pods, String message, List<PodTrouble> troubles) implements Health {}

    /** The workload's controller gave up. */
    record Degraded(Pods pods, Reason reason, List<PodTrouble> troubles) implements Health {}

    /** Somebody paused it. */
    record Suspended(Reason reason) implements Health {}

    /** It does not exist. */
    record Missing() implements Health {}
}
