package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.stream.Stream;

/** A HorizontalPodAutoscaler and the workload that it scales. */
record Autoscaler(LiveObject live) {

    static Stream<Autoscaler> all(Snapshot snapshot) {
        return snapshot.all("autoscaling", "HorizontalPodAutoscaler").stream()
                .filter(scaler -> !scaler.isBeingDeleted())
                .map(Autoscaler::new);
    }

    /** As its specification names it, whether it is there or not. */
    ObjectRef target() {
        return ObjectRef.of(
                live.at("/spec/scaleTargetRef/apiVersion").asString(""),
                live.at("/spec/scaleTargetRef/kind").asString(""),
                live.ref().namespace(),
                live.at("/spec/scaleTargetRef/name").asString(""));
    }

    /** The API version is only a way of looking at it. */
    boolean isFor(Workload workload) {
        ObjectRef target = target();
        return target.kind().equals(workload.ref().kind())
                && target.namespace().equals(workload.ref().namespace())
                && target.name().equals(workload.ref().name());
    }
}
