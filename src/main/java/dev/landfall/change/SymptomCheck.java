package dev.landfall.change;

import dev.landfall.cluster.ClusterException;
import java.util.Optional;

/** Looks for a symptom again, by the rule that found it. */
public interface SymptomCheck {

    /**
     * The sign as it shows now; empty where it is gone.
     *
     * @throws ClusterException where the cluster cannot be read
     */
    Optional<String> seen(Symptom symptom);

    /** For changes that are not made to mend anything. */
    static SymptomCheck none() {
        return symptom -> {
            throw new IllegalStateException("nobody here can look for " + symptom);
        };
    }
}
