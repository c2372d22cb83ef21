package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.ClusterException;

/** Tells a missing right, which a search can live with, from a cluster that fails. */
final class Rights {
    private Rights() {}

    /** @throws ClusterException the same, where it tells of anything but a missing right */
    static Access missingIn(ClusterException refused) {
        return refused.missing().orElseThrow(() -> refused);
    }
}
