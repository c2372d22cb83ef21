package dev.landfall.placement;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * That an edit changes what was wanted and nothing else.
 *
 * @param renderedDifferences of what the owner applies before and after, one a line, such as {@code Deployment shop/web
 *     spec.replicas: 1 -> 3}; none where the files themselves are what it applies
 * @param warnings what could not be looked at: owners that may read the same files, what a chart asks of its cluster
 */
public record Proof(List<String> renderedDifferences, List<Reason> warnings) {
    static final Proof OF_NOTHING = new Proof(List.of(), List.of());

    public Proof {
        renderedDifferences = List.copyOf(renderedDifferences);
        warnings = List.copyOf(warnings);
    }

    /** Whether the files are not what the owner applies, but what it renders from them. */
    public boolean isByRendering() {
        return !renderedDifferences.isEmpty();
    }
}
