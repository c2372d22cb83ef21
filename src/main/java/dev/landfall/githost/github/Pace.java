package dev.landfall.githost.github;

import java.time.Duration;

/**
 * How GitHub is asked again for what takes it a moment.
 *
 * @param pause between two questions
 * @param questions at most
 */
record Pace(Duration pause, int questions) {
    /** A token that was just made is known everywhere after a few seconds: octokit/auth-app.js, issue 65. */
    static final Pace STANDARD = new Pace(Duration.ofSeconds(1), 10);

    void rest() {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while GitHub was asked again");
        }
    }
}
