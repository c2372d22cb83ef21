package dev.landfall.soak;

import java.time.Duration;

/**
 * What came of one change.
 *
 * @param acted whether the others came to do what the circumstance is, before the verdict
 */
record SoakResult(
        SoakCase soaked, End end, Settled settled, boolean acted, boolean wrong, boolean decisive, Duration took) {

    /** Whether there is a truth to be decisive about. */
    boolean counts() {
        return settled.settled();
    }

    @Override
    public String toString() {
        return "%s -> %s, in truth %s (%.1f s)%s: %s"
                .formatted(
                        soaked,
                        end.name(),
                        settled.word(),
                        took.toMillis() / 1000.0,
                        acted || soaked.circumstance().when() == Circumstance.When.NEVER ? "" : ", others did not act",
                        end.reason());
    }
}
