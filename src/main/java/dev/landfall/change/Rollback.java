package dev.landfall.change;

import java.util.Optional;

/**
 * What came of taking back a change that failed.
 *
 * @param revert the change that takes it back, as far as it came to one
 * @param outcome of the change that failed: rolled back only where the way back is proven
 */
public record Rollback(Optional<Change> revert, Outcome outcome) {}
