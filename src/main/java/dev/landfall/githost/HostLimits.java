package dev.landfall.githost;

import java.time.Duration;

/**
 * Where a conversation with a host ends.
 *
 * @param connect to get a connection
 * @param answer to get the whole answer to one request
 * @param answerBytes the largest answer
 * @param pause how long one request waits in all where the host asks to come back later
 * @param attempts how often a request that changes nothing is made
 * @param entries how many entries of a list are looked at
 */
public record HostLimits(
        Duration connect, Duration answer, int answerBytes, Duration pause, int attempts, int entries) {

    public static HostLimits standard() {
        return new HostLimits(
                Duration.ofSeconds(10), Duration.ofSeconds(30), 8 * 1024 * 1024, Duration.ofMinutes(1), 3, 10_000);
    }
}
