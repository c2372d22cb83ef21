package dev.landfall.journal;

import java.time.Instant;

/**
 * The right of one worker to carry on a change, by the wall clock of the machine that all workers share.
 *
 * @param until when others may take it over
 */
public record Lease(String changeId, String owner, Instant until) {}
