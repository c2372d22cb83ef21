package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ControllerRequests;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.OwnerTracker;
import dev.landfall.gitops.Progress;
import java.time.InstantSource;
import java.util.List;

/** Follows one commit into one Kustomization. */
final class KustomizationTracker implements OwnerTracker {
    private final Hop hop;

    KustomizationTracker(Cluster cluster, ControllerRequests requests, InstantSource clock, Hop hop) {
        this.hop = hop;
    }

    @Override
    public Progress observe() {
        throw new IllegalStateException();
    }

    @Override
    public List<ObjectRef> watched() {
        return List.of(hop.owner().object(), hop.source().definedBy());
    }
}
