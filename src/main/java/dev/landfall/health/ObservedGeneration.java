package dev.landfall.health;

import dev.landfall.cluster.LiveObject;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** For which specification the status of an object was written. */
final class ObservedGeneration {
    private ObservedGeneration() {}

    /** That the status belongs to an older specification, so nothing follows from it. */
    static Optional<Health> isBehind(LiveObject object) {
        JsonNode observed = object.at("/status/observedGeneration");
        // Argo Rollouts write it as a text.
        boolean isNumber = observed.isIntegralNumber()
                || (observed.isString() && observed.asString().matches("\\d{1,18}"));
        return isNumber && observed.asLong(0) < object.generation() ? Optional.of(notYetSeen()) : Optional.empty();
    }

    /** The same for kinds whose controllers always write it: one that is missing says that there was none yet. */
    static Optional<Health> isBehindOrMissing(LiveObject object) {
        return object.at("/status/observedGeneration").asLong(0) < object.generation()
                ? Optional.of(notYetSeen())
                : Optional.empty();
    }

    private static Health notYetSeen() {
        return Health.Progressing.as("not yet seen by its controller");
    }
}
