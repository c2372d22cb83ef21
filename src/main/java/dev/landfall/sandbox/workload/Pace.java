package dev.landfall.sandbox.workload;

import java.time.Duration;

/**
 * How long things take in the sandbox; on a real node these are seconds to minutes.
 *
 * @param imagePull until an image is on the node, or is known not to be had
 * @param containerStart from then until its container is ready
 * @param pullBackOff between a failed pull and the next
 * @param podEnd from the deletion of a Pod until it is gone
 * @param jobRun of the containers of a Job until they end
 */
public record Pace(
        Duration imagePull, Duration containerStart, Duration pullBackOff, Duration podEnd, Duration jobRun) {

    /** Slow enough that each step can be seen, and fast enough that nobody waits for it. */
    public static Pace visible() {
        return new Pace(
                Duration.ofMillis(300),
                Duration.ofMillis(500),
                Duration.ofSeconds(3),
                Duration.ofMillis(400),
                Duration.ofSeconds(1));
    }

    /** For tests. */
    public static Pace quick() {
        return new Pace(
                Duration.ofMillis(20),
                Duration.ofMillis(30),
                Duration.ofMillis(200),
                Duration.ofMillis(30),
                Duration.ofMillis(50));
    }
}
