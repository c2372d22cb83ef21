package dev.landfall.change;

import java.time.Instant;
import java.util.Optional;

/**
 * A plan that was approved, and how far it got as the journal has it.
 *
 * @param id also in the commit's trailer {@code Change-Id}, so that Git alone tells whether it landed
 * @param commit on the tracked branch, 40 hex digits; empty where none is known to be
 * @param base the commit that ours was made on
 * @param outcome the name of the last one seen, or empty
 */
public record Change(
        String id, ChangePlan plan, Instant at, Optional<String> commit, Optional<String> base, String outcome) {}
