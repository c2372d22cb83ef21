package dev.landfall.sandbox.workload;

import java.util.Set;

/**
 * The images that can be pulled. Any other is not to be found.
 *
 * @param known as Pods name them
 */
public record Images(Set<String> known) {

    public Images {
        known = Set.copyOf(known);
    }

    boolean has(String image) {
        return known.contains(image);
    }
}
