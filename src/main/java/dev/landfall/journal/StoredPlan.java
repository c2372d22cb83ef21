package dev.landfall.journal;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * @param id a {@link Ulid}
 * @param digest of what is planned: what an approval is for
 * @param createdAt kept to the microsecond
 */
public record StoredPlan(String id, String digest, Instant createdAt, String body) {
    public StoredPlan {
        createdAt = createdAt.truncatedTo(ChronoUnit.MICROS);
    }
}
