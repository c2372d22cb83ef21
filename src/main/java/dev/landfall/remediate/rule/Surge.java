package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Workload;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** The pod that a rollout makes in addition to those that are wanted. */
final class Surge {
    private static final FieldPath ROLLING = FieldPath.parse("spec.strategy.rollingUpdate");

    private Surge() {}

    /** To do without it, where all wanted pods run, so that it alone finds no node. */
    static List<Repair> left(Workload workload, Confidence confidence) {
        if (!isAlone(workload)) return List.of();
        return List.of(new Repair(
                "replace pods one by one without one more in between",
                List.of(number(workload, "maxSurge", 0), number(workload, "maxUnavailable", 1)),
                confidence,
                "all wanted pods run, and only the additional one of the rollout finds no node",
                Repairs.UNTRIED));
    }

    private static boolean isAlone(Workload workload) {
        return workload.ref().kind().equals("Deployment")
                && workload.live()
                        .at("/spec/strategy/type")
                        .asString("RollingUpdate")
                        .equals("RollingUpdate")
                && workload.live().at("/status/readyReplicas").asLong(0)
                        >= workload.live().at("/spec/replicas").asLong(1);
    }

    private static DesiredChange number(Workload workload, String field, int value) {
        return new DesiredChange.SetField(
                workload.ref(), ROLLING.to(new FieldPath.Key(field)), JsonNodeFactory.instance.numberNode(value));
    }
}
