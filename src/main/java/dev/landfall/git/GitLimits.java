package dev.landfall.git;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param connect for a connection to be made
 * @param silence between two signs of life of the host, whole seconds
 * @param call for one fetch, push or question in all
 * @param lock for another fetch into the same cache to end
 * @param packs more than this and the cache is begun anew at its next opening, since every look-up asks every pack
 * @param fileBytes of a file that is read
 */
public record GitLimits(Duration connect, Duration silence, Duration call, Duration lock, int packs, int fileBytes) {

    public static GitLimits standard() {
        return new GitLimits(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofMinutes(6),
                200,
                5 << 20);
    }
}
