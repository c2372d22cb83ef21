package dev.landfall.githost;

import static dev.landfall.githost.Asking.code;
import static dev.landfall.githost.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.LookAlikeHost.Fault;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that want us to come back later. */
@Timeout(20)
@Execution(ExecutionMode.CONCURRENT)
final class ThrottleTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private PlainHost host;
    private BareHost bare;

    @BeforeEach
    void start() throws IOException {
        host = PlainHost.start();
        bare = BareHost.start();
    }

    @AfterEach
    void stop() throws IOException {
        host.close();
        bare.close();
    }

    private static String date(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** @param others with a semicolon where a date has its comma */
    private static HttpHeaders headers(String date, String others) {
        Map<String, List<String>> all = new HashMap<>();
        if (!date.isEmpty()) all.put("Date", List.of(date));
        if (others == null) return HttpHeaders.of(all, (_, _) -> true);
        for (String each : others.split(", ", -1)) {
            String[] parts = each.split(": ", 2);
            all.put(parts[0], List.of(parts[1].replace(';', ',')));
        }
        return HttpHeaders.of(all, (_, _) -> true);
    }

    private static Duration time(Runnable request) {
        long begun = System.nanoTime();
        request.run();
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** A host whose clock is so much off says when to come back. */
    private void orderUntil(Duration off, Duration wait, int status, String until, boolean epoch) {
        Instant now = Instant.now().plus(off);
        Instant then = now.plus(wait);
        String value = epoch ? Long.toString(then.getEpochSecond()) : date(then);
        bare.order("", "HTTP/1.1 " + status + " Later", "Date: " + date(now), until + value);
    }

    @Test
    void secondsAreWaited() {
        host.order(new Fault.Answers(429, Map.of("Retry-After", "1"), ""));

        Duration took = time(() -> Asking.of(host.root()).get("/pulls"));

        assertThat(took).isGreaterThanOrEqualTo(SECOND);
        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "-1, 429, Retry-After: ,                                     false",
        "1,  429, Retry-After: ,                                     false",
        "1,  503, Retry-After: ,                                     false",
        "-1, 403, Retry-After: ,                                     false",
        "-1, 403, 'x-ratelimit-remaining: 0\r\nx-ratelimit-reset: ', true",
        "1,  403, 'x-ratelimit-remaining: 0\r\nx-ratelimit-reset: ', true",
        "-1, 429, 'RateLimit-Remaining: 0\r\nRateLimit-Reset: ',     true",
        "1,  429, 'RateLimit-Remaining: 0\r\nRateLimit-Reset: ',     true",
    })
    void timesAreOfTheHostsOwnClock(int hours, int status, String until, boolean epoch) {
        Duration off = Duration.ofHours(hours);
        orderUntil(off, SECOND, status, until.strip() + " ", epoch);
        assertThat(time(() -> Asking.of(bare.root()).get("/pulls"))).isGreaterThanOrEqualTo(SECOND);
        assertThat(bare.requests()).hasSize(2);

        orderUntil(off, Duration.ofMinutes(30), status, until.strip() + " ", epoch);
        assertThat(failure(() -> Asking.of(bare.root()).get("/pulls"))).hasMessageContaining(" for 1800 s");
    }

    @Test
    void aLongerWaitThanOursIsToldAtOnce() {
        host.order(new Fault.Answers(429, Map.of("Retry-After", "3600"), ""));

        GitHostException failure = failure(() -> Asking.of(host.root()).get("/pulls"));

        assertThat(failure.fault()).isEqualTo(GitHostException.Fault.UNREACHABLE);
        assertThat(failure.reason().code()).isEqualTo("host-limiting");
        assertThat(failure.reason().retryable()).isTrue();
        assertThat(failure).hasMessageContaining("answers no more for 3600 s");
        assertThat(host.requests()).hasSize(1);
    }

    /** A minute is what hosts ask for most, and what we wait at most. */
    @Test
    void aWaitOfExactlyOursIsWaited() {
        host.order(new Fault.Answers(429, Map.of("Retry-After", "1"), ""));

        Asking.of(host.root(), Asking.waitingAtMost(SECOND)).get("/pulls");

        assertThat(host.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void severalWaitsAreNoLongerThanOursTogether(String seconds) {
        for (int each = 0; each < 100; each++) host.order(new Fault.Answers(429, Map.of("Retry-After", seconds), ""));
        HostConnection impatient = Asking.of(host.root(), Asking.waitingAtMost(Duration.ofMillis(1500)));

        Duration took =
                time(() -> assertThat(code(() -> impatient.get("/pulls"))).isEqualTo("UNREACHABLE host-limiting"));

        assertThat(host.requests()).hasSizeBetween(2, 16);
        assertThat(took).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aWaitIsNoAttempt() {
        host.order(new Fault.Answers(429, Map.of("Retry-After", "0"), ""));
        host.order(new Fault.Answers(500, Map.of(), ""));
        host.order(new Fault.Answers(429, Map.of("Retry-After", "0"), ""));

        Asking.of(host.root()).get("/pulls");

        assertThat(host.requests()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"429", "403"})
    void whatTheHostDidNotTakeIsSentAgainWithItsBody(int status) {
        host.order(new Fault.Answers(status, Map.of("Retry-After", "0"), ""));

        Asking.of(host.root()).send("POST", "/pulls", Asking.body());

        assertThat(host.requests()).containsExactly("POST /pulls", "POST /pulls");
        assertThat(host.answered())
                .singleElement()
                .satisfies(request -> assertThat(request.body()).isEqualTo(Asking.body()));
    }

    @Test
    void theSecondLimitOfGitHubIsAMinuteWhereItSaysNoTime() {
        host.order(new Fault.Answers(
                403,
                Map.of("x-ratelimit-remaining", "4000", "x-ratelimit-reset", "1"),
                "{\"message\": \"You have exceeded a secondary rate limit.\"}"));

        assertThat(failure(() -> Asking.of(host.root()).get("/pulls"))).hasMessageContaining(" for 60 s");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // what the host answers at 12:00                                                | wait in seconds
                "200 | Retry-After: 5                                                              | -",
                "403 | x-ratelimit-remaining: 1, x-ratelimit-reset: 1780315230                     | -",
                "403 |                                                                             | -",
                "404 | x-ratelimit-remaining: 0, x-ratelimit-reset: 1780315230                     | -",
                "500 | Retry-After: 5                                                              | -",
                "503 |                                                                             | -",
                "503 | Retry-After: 5                                                              | 5",
                "403 | Retry-After: 5, x-ratelimit-remaining: 0, x-ratelimit-reset: 1780315230     | 5",
                "403 | X-RateLimit-Remaining: 0, X-RateLimit-Reset: 1780315230                     | 30",
                "429 | RateLimit-Remaining: 0, RateLimit-Reset: 1780315230                         | 30",
                "429 | Retry-After: Mon; 01 Jun 2026 12:00:30 GMT                                  | 30",
                "429 | Retry-After: Mon; 01 Jun 2026 12:00:00 GMT                                  | 0",
                // what cannot be understood
                "429 |                                                                             | 10",
                "429 | Retry-After: soon                                                           | 10",
                "429 | Retry-After: -5                                                             | 10",
                "429 | Retry-After: 99999999999999999999                                           | 10",
                "429 | Retry-After: Mon; 01 Jun 2026 11:00:00 GMT                                  | 10",
                "403 | x-ratelimit-remaining: 0, x-ratelimit-reset: 1780311600                     | 10",
                "403 | x-ratelimit-remaining: 0                                                    | 10",
            })
    void theWaitIsInTheHeaders(int status, String headers, Long seconds) {
        assertThat(Throttle.of(status, headers("Mon, 01 Jun 2026 12:00:00 GMT", headers), new byte[0]))
                .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }

    @Test
    void aTimeWithoutADateOfTheHostIsNotComparedWithOurs() {
        assertThat(Throttle.of(
                        429,
                        headers(
                                "",
                                "RateLimit-Reset: "
                                        + Instant.now().plusSeconds(40).getEpochSecond()),
                        new byte[0]))
                .contains(Duration.ofSeconds(10));
    }
}
