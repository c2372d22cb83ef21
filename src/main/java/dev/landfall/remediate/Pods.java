package dev.landfall.remediate;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;

/** What analyzers ask of pods again and again. */
public final class Pods {
    private Pods() {}

    public static boolean isReady(LiveObject pod) {
        return !pod.isBeingDeleted() && Condition.of(pod, "Ready").isTrue();
    }

    /** Whether it has done its work, or was put out: what it says is history. */
    public static boolean isOver(LiveObject pod) {
        String phase = pod.at("/status/phase").asString("");
        return phase.equals("Succeeded") || phase.equals("Failed");
    }
}
