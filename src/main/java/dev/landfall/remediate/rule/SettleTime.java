package dev.landfall.remediate.rule;

import dev.landfall.remediate.ContainerState;
import java.time.Duration;

/** How long a container must live after a repair: one that ends later than before has not been mended. */
final class SettleTime {
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private SettleTime() {}

    static Duration twice(ContainerState state) {
        return times(2, state);
    }

    /** Of memory that fills and of probes, which a larger bound may only put off. */
    static Duration thrice(ContainerState state) {
        return times(3, state);
    }

    private static Duration times(int factor, ContainerState state) {
        return state.lastEnd()
                .flatMap(ContainerState.Ended::life)
                .map(life -> atMost(life.multipliedBy(factor)))
                .orElse(LONGEST);
    }

    static Duration atMost(Duration wanted) {
        return wanted.compareTo(LONGEST) < 0 ? wanted : LONGEST;
    }
}
