package dev.landfall.sandbox;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what controllers bring about by themselves, up to a bound. */
public final class Await {
    private static final Duration PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private Await() {}

    /** The first value that is as wanted; past the bound the test fails and shows the last one. */
    public static <T> T until(String what, Supplier<T> look, Predicate<T> wanted) {
        return until(what, LONGEST, look, wanted);
    }

    public static <T> T until(String what, Duration atMost, Supplier<T> look, Predicate<T> wanted) {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (true) {
            T seen = look.get();
            if (wanted.test(seen)) return seen;
            if (System.nanoTime() > deadline)
                throw new AssertionError(what + " did not come within " + atMost + "; last seen: " + seen);
            pause(PAUSE);
        }
    }

    public static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
