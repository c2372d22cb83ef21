package dev.landfall.journal;

/** Who turned a plan into a change. */
public sealed interface Claim {

    /** The caller did. */
    record Begun() implements Claim {}

    /** Somebody did before. */
    record AlreadyBegun(StoredChange change) implements Claim {}
}
