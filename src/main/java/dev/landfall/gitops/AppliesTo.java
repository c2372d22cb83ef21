package dev.landfall.gitops;

import dev.landfall.reason.Reason;

/** Which cluster an owner applies to. */
public sealed interface AppliesTo {

    /** The one whose objects are asked about. */
    record TheTarget() implements AppliesTo {}

    /** @param reason which, as far as it is said */
    record AnotherCluster(Reason reason) implements AppliesTo {}

    /** @param reason what is missing to tell */
    record Untold(Reason reason) implements AppliesTo {}

    static AppliesTo target() {
        return new TheTarget();
    }

    default boolean isTheTarget() {
        return this instanceof TheTarget;
    }
}
