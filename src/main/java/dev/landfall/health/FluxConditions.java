package dev.landfall.health;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import java.util.Optional;

/**
 * The conditions of an object of Flux, as far as they are about the specification that it has now. A controller of Flux
 * moves {@code status.observedGeneration} only when a pass went well, so that of a failure only the condition itself
 * tells for which specification it is (fluxcd/pkg, {@code runtime/conditions}: Set).
 */
record FluxConditions(LiveObject object) {
    private static final Condition NONE = new Condition("", "", "", Optional.empty(), 0);

    /** One that is about an older specification is as if it were not there. */
    Condition of(String type) {
        Condition condition = Condition.of(object, type);
        return isFresh(condition) ? condition : NONE;
    }

    Condition ready() {
        return of("Ready");
    }

    private boolean isFresh(Condition condition) {
        if (condition.generation() > 0) return condition.generation() >= object.generation();
        return ObservedGeneration.isBehind(object).isEmpty();
    }
}
