package dev.landfall.gitops.flux;

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
    @ValueSource(strings = {"", "10", "s", "1d", "10s tomorrow"})
    void refusesWhatIsNone(String text) {
        assertThat(GoDuration.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"5400, 1h30m0s", "10, 10s", "270, 4m30s", "0, 0s"})
    void isPrintedAsGoDoes(long seconds, String text) {
        assertThat(GoDuration.print(Duration.ofSeconds(seconds))).isEqualTo(text);
    }
}
