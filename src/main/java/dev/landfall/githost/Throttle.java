package dev.landfall.githost;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How long a host wants us to stay away. Times of its clock are compared with its own {@code Date} only, never with ours.
 */
final class Throttle {
    private static final Duration UNSAID = Duration.ofSeconds(10);

    /** What GitHub wants of who met its secondary limit and was told no time. */
    private static final Duration SECONDARY = Duration.ofMinutes(1);

    private Throttle() {}

    /** Empty where it does not want us to. */
    static Optional<Duration> of(int status, HttpHeaders headers, byte[] body) {
        if (isSecondary(status, headers, body)) return Optional.of(SECONDARY);
        boolean later =
                status == 429 || (status == 503 && retryAfter(headers).isPresent()) || isLimited(status, headers);
        if (!later) return Optional.empty();
        return Optional.of(retryAfter(headers).or(() -> untilReset(headers)).orElse(UNSAID));
    }

    /**
     * GitHub has a second limit, of too much in too short a time, which may be told by words alone; the reset that stands
     * there too is of the first: docs.github.com/rest, "Rate limits for the REST API".
     */
    private static boolean isSecondary(int status, HttpHeaders headers, byte[] body) {
        if (status != 403 && status != 429) return false;
        if (retryAfter(headers).isPresent() || isLimited(403, headers)) return false;
        return new String(body, StandardCharsets.UTF_8).contains("secondary rate limit");
    }

    /** GitHub says it by a 403, either with how long to wait or with nothing left of what it grants in an hour. */
    private static boolean isLimited(int status, HttpHeaders headers) {
        if (status != 403) return false;
        OptionalLong remaining = Answer.number(headers, "x-ratelimit-remaining");
        return retryAfter(headers).isPresent() || (remaining.isPresent() && remaining.getAsLong() == 0);
    }

    /** Seconds, or a date: RFC 9110, 10.2.3. */
    private static Optional<Duration> retryAfter(HttpHeaders headers) {
        OptionalLong seconds = Answer.number(headers, "Retry-After");
        if (seconds.isPresent()) return Optional.of(Duration.ofSeconds(seconds.getAsLong()));
        return date(headers, "Retry-After").map(until -> untilThen(headers, until));
    }

    /** Seconds since 1970: GitHub's {@code x-ratelimit-reset}, GitLab's {@code RateLimit-Reset}. */
    private static Optional<Duration> untilReset(HttpHeaders headers) {
        for (String name : new String[] {"x-ratelimit-reset", "RateLimit-Reset"}) {
            OptionalLong reset = Answer.number(headers, name);
            if (reset.isPresent()) return Optional.of(untilThen(headers, Instant.ofEpochSecond(reset.getAsLong())));
        }
        return Optional.empty();
    }

    private static Duration untilThen(HttpHeaders headers, Instant then) {
        return date(headers, "Date")
                .map(now -> Duration.between(now, then))
                .filter(wait -> !wait.isNegative())
                .orElse(UNSAID);
    }

    private static Optional<Instant> date(HttpHeaders headers, String name) {
        try {
            return headers.firstValue(name)
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeParseException _) {
            return Optional.empty();
        }
    }
}
