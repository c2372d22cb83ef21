package dev.landfall.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * @param id a {@link Ulid}, which the commit names as its {@code Change-Id}
 * @param digest of the plan that was approved
 * @param createdAt kept to the microsecond
 */
public record StoredChange(String id, String planId, String digest, Instant createdAt, String body) {
    public StoredChange {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }
}
