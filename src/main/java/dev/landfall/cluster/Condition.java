package dev.landfall.cluster;

import dev.landfall.reason.Printable;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One entry of {@code status.conditions}; one that is not there has the status {@code ""}.
 *
 * @param status {@code True}, {@code False}, {@code Unknown}
 * @param message safe to print
 * @param since when status, reason or message last changed, by the controller's clock
 * @param generation for which it was set; 0 where it does not say
 */
public record Condition(String status, String reason, String message, Optional<Instant> since, long generation) {

    public static Condition of(LiveObject object, String type) {
        return object.at("/status/conditions")
                .valueStream()
                .filter(condition -> condition.path("type").asString("").equals(type))
                .findFirst()
                .map(Condition::read)
                .orElse(new Condition("", "", "", Optional.empty(), 0));
    }

    public boolean isTrue() {
        return status.equals("True");
    }

    public boolean isFalse() {
        return status.equals("False");
    }

    public boolean isFalseBecause(String why) {
        return isFalse() && reason.equals(why);
    }

    /** {@code BuildFailed: kustomize build failed: …}. */
    public String text() {
        return message.isEmpty() ? reason : reason + ": " + message;
    }

    private static Condition read(JsonNode condition) {
        return new Condition(
                condition.path("status").asString(""),
                Printable.line(condition.path("reason").asString("")),
                Printable.line(condition.path("message").asString("")),
                time(condition.path("lastTransitionTime").asString("")),
                condition.path("observedGeneration").asLong(0));
    }

    private static Optional<Instant> time(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException noTime) {
            return Optional.empty();
        }
    }
}
