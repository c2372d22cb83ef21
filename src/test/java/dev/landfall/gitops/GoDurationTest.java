package dev.landfall.gitops;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoDurationTest {

    @ParameterizedTest
    @CsvSource({"1h30m, 5400000", "10s, 10000", "1.5s, 1500", "500ms, 500", "1h0m0s, 3600000", "4m30s, 270000"})
    void isRead(String text, long millis) {
        assertThat(GoDuration.parse(text)).contains(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "8h, PT8H",
        "1h30m, PT1H30M",
        "1.5h, PT1H30M",
        ".5m, PT30S",
        "90s, PT1M30S",
        "-1h, PT-1H",
        "1ms, PT0.001S"
    })
    void isReadAsGoReadsIt(String text, Duration expected) {
        assertThat(GoDuration.parse(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "1d", "10s tomorrow", "8 h", "h", "1h-5m", "9999999999h"})
    void refusesWhatIsNone(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5400, 1h30m0s", "10, 10s", "270, 4m30s", "0, 0s"})
    void isPrintedAsGoDoes(long seconds, String text) {
        assertThat(GoDuration.print(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
