package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;
import java.time.Duration;

/**
 * What was wrong before a change that is to mend it. The change is only verified once this is gone and has stayed gone.
 *
 * @param rule of the diagnosis that found it, such as {@code image-not-found}
 * @param object at which it shows, which need not be the one that the change is of
 * @param sign as it was seen, for people
 * @param settle how long it must stay gone: longer than it took to show itself before
 */
public record Symptom(String rule, ObjectRef object, String sign, Duration settle) {
    public Symptom {
        sign = Printable.line(sign);
    }

    @Override
    public String toString() {
        return object + ": " + sign;
    }
}
