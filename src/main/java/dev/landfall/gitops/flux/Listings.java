package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitOpsProvider.Listing;
import java.util.ArrayList;
import java.util.List;

/** All owners that apply to the cluster of the objects, and where they have some. */
record Listings(Clusters clusters) {

    List<Listing> all() {
        Cluster cluster = clusters.owners();
        List<Listing> listings = new ArrayList<>();
        RemoteClusters remote = new RemoteClusters(clusters);
        for (ApplierKind kind : ApplierKind.values())
            kind.servedBy(cluster).ifPresent(type -> add(type, remote, listings));
        return listings;
    }

    private void add(ResourceType type, RemoteClusters remote, List<Listing> listings) {
        try {
            clusters.owners().scan(type, "", "", owner -> {
                if (remote.of(owner).isTheTarget())
                    listings.add(new Listing(owner.ref(), Inventory.of(owner).namespaces()));
            });
        } catch (ClusterException refused) {
            // Whoever may not list them has been told so where ownership was asked.
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
        }
    }
}
