package dev.landfall.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class UlidTest {
    private long millis = 1469918176385L;
    private final InstantSource clock = () -> Instant.ofEpochMilli(millis);

    @Test
    void itBeginsWithTheTime() {
        // The example of the specification.
        assertThat(generator(new Random(1)).next().text())
                .startsWith("01ARYZ6S41")
                .hasSize(26);
    }

    @Test
    void itEndsWithTheRandomBits() {
        RandomGenerator ones = new RandomGenerator() {
            @Override
            public long nextLong() {
                return -1;
            }
        };

        assertThat(generator(ones).next()).isEqualTo(new Ulid("01ARYZ6S41ZZZZZZZZZZZZZZZZ"));
    }

    @Test
    void eachIsGreaterThanTheOneBefore() {
        Ulid.Generator generator = generator(new Random(1));
        List<String> made = new ArrayList<>();
        for (int step : List.of(0, 0, 1, 0, -5000, 0, 0, 5001, 1)) {
            millis += step;
            made.add(generator.next().text());
        }

        assertThat(made).isSorted().doesNotHaveDuplicates();
        assertThat(made.get(1).substring(0, 25)).isEqualTo(made.getFirst().substring(0, 25));
    }

    @Test
    void anythingElseIsNone() {
        assertThat(Ulid.isUlid("01ARYZ6S41ZZZZZZZZZZZZZZZZ")).isTrue();
        for (String text : List.of(
                "",
                "01ARYZ6S41",
                "81ARYZ6S41ZZZZZZZZZZZZZZZZ",
                "01aryz6s41zzzzzzzzzzzzzzzz",
                "01ARYZ6S41UUUUUUUUUUUUUUUU")) {
            assertThat(Ulid.isUlid(text)).as(text).isFalse();
        }
        assertThatThrownBy(() -> new Ulid("x")).isInstanceOf(IllegalStateException.class);
    }

    private Ulid.Generator generator(RandomGenerator random) {
        return new Ulid.Generator(clock, random);
    }
}
