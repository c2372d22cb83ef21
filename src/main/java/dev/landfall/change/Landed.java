package dev.landfall.change;

import dev.landfall.reason.Reason;

/** What came of landing an approved plan. */
public sealed interface Landed {

    /** The branch has our commit. */
    record Pushed(Change change) implements Landed {}

    /** What was approved is no longer what would happen; nothing was written. */
    record Outdated(Reason reason) implements Landed {}

    /** The host or the repository does not let us; nothing was written. */
    record Refused(Reason reason) implements Landed {}
}
