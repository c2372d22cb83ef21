package dev.landfall.change;

import java.time.Duration;
import java.util.Optional;

/**
 * How long to wait for what.
 *
 * @param sync for the owner to apply our commit
 * @param rollout for the object to get healthy from then on; its own progress deadline and a minute, if that is longer
 * @param settle how long it must stay healthy, besides its {@code minReadySeconds}
 * @param command how long this command waits at all; empty for as long as the others say
 */
public record Patience(Duration sync, Duration rollout, Duration settle, Optional<Duration> command) {}
