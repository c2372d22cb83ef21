package dev.landfall.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One thing that was done or seen.
 *
 * @param at kept to the microsecond
 * @param kind tells the writer how to read the body
 */
public record Entry(Instant at, String kind, String body) {
    public Entry {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }
}
