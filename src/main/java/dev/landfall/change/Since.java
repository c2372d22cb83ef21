package dev.landfall.change;

import java.time.Duration;

/** For how long something has been so without a break. */
final class Since {
    private Duration first;

    /** It is so; how long already. */
    Duration yes(Duration now) {
        if (first == null) first = now;
        return now.minus(first);
    }

    /** It is not so. */
    void no() {
        first = null;
    }
}
