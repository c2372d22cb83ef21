package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;

/** A PodDisruptionBudget is healthy when its controller counts its pods, also where it allows no disruption now. */
final class DisruptionBudgetHealth {
    private DisruptionBudgetHealth() {}

    static Health of(LiveObject budget) {
        return ObservedGeneration.isBehindOrMissing(budget).orElseGet(() -> counted(budget));
    }

    private static Health counted(LiveObject budget) {
        Condition allowed = Condition.of(budget, "DisruptionAllowed");
        if (allowed.isFalseBecause("SyncFailed"))
            return Health.Progressing.as("its controller cannot count its pods: " + allowed.message());
        return Health.Healthy.as("PodDisruptionBudget allows " + status(budget, "disruptionsAllowed")
                + " disruptions: " + status(budget, "currentHealthy") + " pods healthy, "
                + status(budget, "desiredHealthy") + " needed");
    }

    private static long status(LiveObject budget, String field) {
        return budget.at("/status").path(field).asLong(0);
    }
}
