package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import java.util.Optional;

/** Reads the condition by which a Flux controller says that it will not try again until the spec changes. */
final class Stalled {
    private Stalled() {}

    /** Empty where it does not stand, or stands for a spec that has changed since. */
    static Optional<Condition> of(LiveObject object) {
        Condition stalled = Condition.of(object, "Stalled");
        boolean ofThisSpec = stalled.generation() == 0 || stalled.generation() == object.generation();
        return stalled.isTrue() && ofThisSpec ? Optional.of(stalled) : Optional.empty();
    }
}
