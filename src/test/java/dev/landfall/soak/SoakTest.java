package dev.landfall.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A few of what {@code bench/soak} makes a thousand of: no verdict is wrong. */
@Execution(ExecutionMode.CONCURRENT)
class SoakTest {
    /** New seeds are for {@code bench/soak}: what fails here fails again. */
    private static final long SEED = 4;

    private static final int AT_ONCE = 6;

    @Test
    void noVerdictOfAFewIsWrong() throws Exception {
        noneIsWrong(SEED, 8);
    }

    private static void noneIsWrong(long seed, int changes) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        List<Integer> numbers = IntStream.range(0, changes).boxed().toList();

        Soak.Found found = new Soak(SandboxSoakWorld::new, new PrintStream(told, true, StandardCharsets.UTF_8))
                .run(new Soak.Asked(seed, numbers, AT_ONCE, true));

        assertThat(found.wrong()).as(told.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
