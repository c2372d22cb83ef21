package dev.landfall.placement;

import dev.landfall.reason.Reason;
import java.util.List;

/**
 * That an edit changes what was wanted and nothing else.
 *
 * @param renderedDifferences of what the owner applies before and after, one a line, such as {@code Deployment shop/web
 *     spec.replicas: 1 -> 3}; none where the files themselves are what it applies
 * @param warnings owners of which it could not be told whether they read the same files
 */
public record Proof(List<String> renderedDifferences, List<Reason> warnings) {
    static final Proof OF_NOTHING = new Proof(List.of(), List.of());

    public Proof {
        renderedDifferences = List.copyOf(renderedDifferences);
        warnings = List.copyOf(warnings);
    }
}
