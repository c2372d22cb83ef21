package dev.landfall.cluster;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** An event about an object; reason and message come from the cluster and are untrusted text. */
public record EventNote(Instant at, String type, String reason, String message, int count) {

    static EventNote of(JsonNode event) {
        return new EventNote(
                time(event),
                event.path("type").asString(""),
                event.path("reason").asString(""),
                event.path("message").asString(""),
                event.path("count").asInt(1));
    }

    private static Instant time(JsonNode event) {
        for (String field : List.of("lastTimestamp", "eventTime", "firstTimestamp")) {
            try {
                if (event.path(field).isString())
                    return Instant.parse(event.path(field).asString());
            } catch (DateTimeParseException odd) {
                // The next field may be better; an event without a time is still an event.
            }
        }
        return Instant.EPOCH;
    }
}
