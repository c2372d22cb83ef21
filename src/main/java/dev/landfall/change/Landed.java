package dev.landfall.change;

import dev.landfall.reason.Reason;

/** What came of landing an approved plan. */
public sealed interface Landed {

    /** Every part is where it should be. */
    record Complete(Change change) implements Landed {}

    /** Some parts are, and the others cannot be; what did land stays until it is reverted. */
    record Partly(Change change, Reason reason) implements Landed {}

    /** What was approved is no longer what would happen; nothing was written. */
    record Outdated(Reason reason) implements Landed {}

    /** A host, the API server or the configuration does not let us; nothing was written. */
    record Refused(Reason reason) implements Landed {}
}
