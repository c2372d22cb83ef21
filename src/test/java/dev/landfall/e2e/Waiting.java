package dev.landfall.e2e;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again, up to a bound. */
final class Waiting {
    private static final Duration PAUSE = Duration.ofMillis(700);

    private Waiting() {}

    /** The first value that is as wanted; past the bound the test fails and shows the last one. */
    static <T> T until(String what, Duration atMost, Supplier<T> look, Predicate<T> wanted) {
        Instant deadline = Instant.now().plus(atMost);
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) return seen;
            if (Instant.now().isAfter(deadline))
                throw new AssertionError(what + " did not come within " + atMost + "; last seen: " + seen);
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
