package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.Optional;

/**
 * A HorizontalPodAutoscaler is healthy when it can read its metrics and scale its target, and the target is within its
 * limits. Metrics of new pods come late, so that one that cannot read them is waited for.
 */
final class AutoscalerHealth {
    private final LiveObject autoscaler;
    private final Condition active;
    private final Condition able;
    private final Condition limited;

    AutoscalerHealth(LiveObject autoscaler) {
        this.autoscaler = autoscaler;
        this.active = Condition.of(autoscaler, "ScalingActive");
        this.able = Condition.of(autoscaler, "AbleToScale");
        this.limited = Condition.of(autoscaler, "ScalingLimited");
    }

    Health judge() {
        Optional<Health> behind = ObservedGeneration.isBehind(autoscaler);
        if (behind.isPresent()) return behind.get();
        if (able.status().isEmpty()) return Health.Progressing.as("not yet seen by its controller");
        if (active.isFalse() && isWronglyWritten(active.reason())) return wronglyWritten();
        if (able.isFalse()) return Health.Progressing.as("it cannot scale its target: " + able.text());
        if (active.isFalseBecause("ScalingDisabled"))
            return Health.Healthy.as("HorizontalPodAutoscaler rests: its target has 0 replicas");
        if (!active.isTrue()) return Health.Progressing.as("it cannot read its metrics: " + active.text());
        return withinLimits();
    }

    private Health withinLimits() {
        long now = status("currentReplicas");
        String range = spec("minReplicas", 1) + " to " + spec("maxReplicas", 1);
        if (now < spec("minReplicas", 1) || now > spec("maxReplicas", Long.MAX_VALUE))
            return Health.Progressing.as("its target has " + now + " replicas, " + range + " are wanted");
        String limit = limited.isTrue() ? ", held by its limits (" + limited.reason() + ")" : "";
        return Health.Healthy.as("HorizontalPodAutoscaler scales: " + now + " replicas of " + range + limit);
    }

    /** What the controller says of a specification that it will never understand. */
    private static boolean isWronglyWritten(String reason) {
        return reason.startsWith("Invalid") || reason.equals("AmbiguousSelector");
    }

    private Health wronglyWritten() {
        return Health.Degraded.because(Reason.lasting(
                "autoscaler-invalid",
                autoscaler.ref() + " cannot work as it is written (" + active.text() + ")",
                "mend its specification, or the selector of its target"));
    }

    private long spec(String field, long otherwise) {
        return autoscaler.at("/spec").path(field).asLong(otherwise);
    }

    private long status(String field) {
        return autoscaler.at("/status").path(field).asLong(0);
    }
}
