package dev.landfall.gitops.flux;

import java.time.Duration;

/**
 * What one of the two controllers was asked so far, as far as it bears on a verdict.
 *
 * @param allowed whether it can be asked; else the object's own interval must be waited for
 * @param pending whether the last request is still to be handled
 * @param handled how many requests were handled without bringing our commit
 */
record Requests(boolean allowed, boolean pending, int handled) {
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(5);

    static Requests none() {
        return new Requests(true, false, 0);
    }

    Requests asked() {
        return new Requests(true, true, handled);
    }

    Requests refused() {
        return new Requests(false, false, handled);
    }

    Requests answered() {
        return new Requests(allowed, false, handled + 1);
    }

    /** Somebody else's request has taken the place of ours, so that ours is never reported as handled. */
    Requests lost() {
        return new Requests(allowed, false, handled);
    }

    /** How long a controller that runs may take until it looks: asked, minutes; else its own interval besides. */
    Duration longestSilence(Duration interval) {
        return allowed ? LONGEST_SILENCE : interval.plus(LONGEST_SILENCE);
    }

    /** How often the controller must have looked since: by its answers, or by its interval where it cannot be asked. */
    int passes(Duration waited, Duration interval) {
        return allowed ? handled : (int) waited.dividedBy(interval.isZero() ? Duration.ofMinutes(1) : interval);
    }
}
