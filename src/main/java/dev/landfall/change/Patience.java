package dev.landfall.change;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait for what.
 *
 * @param sync for the owner to apply our commit
 * @param rollout for the object to get healthy from then on; its own progress deadline and a minute, if that is longer
 * @param settle how long it must stay healthy, besides its {@code minReadySeconds}
 * @param merge for people to merge a pull request
 * @param command how long this command waits at all; empty for as long as the others say
 */
public record Patience(Duration sync, Duration rollout, Duration settle, Duration merge, Optional<Duration> command) {

    /** With so much more for the owner. */
    Patience longerForSync(Duration more) {
        return new Patience(sync.plus(more), rollout, settle, merge, command);
    }

    /** With at least so long for what is healthy to stay so. */
    Patience settlingFor(Duration least) {
        return new Patience(sync, rollout, settle.compareTo(least) < 0 ? least : settle, merge, command);
    }

    /** With nothing to stay so for. */
    Patience withoutSettling() {
        return new Patience(sync, rollout, Duration.ZERO, merge, command);
    }

    /** What is left of it after so long. */
    Patience after(Duration spent) {
        return new Patience(
                sync,
                rollout,
                settle,
                merge,
                command.map(limit -> limit.minus(spent)).map(left -> left.isNegative() ? Duration.ZERO : left));
    }
}
