package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.gitops.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What applies or generates an owner, which is an object like any other: an app of apps, an ApplicationSet, a Kustomization
 * above another. Only what an owner carries itself is followed, so that one without a mark costs no search.
 */
final class Parents {
    private static final int HIGHEST = 10;

    private final Providers providers;

    Parents(Providers providers) {
        this.providers = providers;
    }

    /**
     * @param links the nearest first
     * @param cut why it may go on further up; empty where it does not
     */
    record Line(List<Trace.Link> links, Optional<Reason> cut) {}

    Line of(Owner owner) {
        Cluster cluster = providers.named(owner.provider()).ownerCluster();
        List<Trace.Link> links = new ArrayList<>();
        Set<ObjectRef> seen = new HashSet<>(Set.of(owner.object()));
        Optional<LiveObject> child = Optional.of(owner.live());
        try {
            while (child.isPresent() && links.size() < HIGHEST) {
                Optional<Trace.Link> link = above(child.get(), cluster);
                // Flux can apply itself: the way up ends where it comes back.
                if (link.isEmpty() || !seen.add(link.get().parent())) break;
                links.add(link.get());
                child = cluster.get(link.get().parent());
            }
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            return new Line(links, Optional.of(refused.reason()));
        }
        return new Line(links, Optional.empty());
    }

    /** The next one up; empty where the object names none, or one that does not prove it. */
    Optional<Trace.Link> above(LiveObject child, Cluster cluster) {
        Optional<OwnerReference> generator = child.ownerReferences().stream()
                .min(Comparator.comparingInt(reference -> reference.controller() ? 0 : 1));
        if (generator.isPresent()) return generator.map(reference -> generated(child.ref(), reference));
        if (providers.ofOwners().stream().noneMatch(tool -> tool.hasMarkOn(child))) return Optional.empty();
        Ownership ownership = new OwnershipFinder(cluster, providers.ofOwners())
                .find(child.ref(), false)
                .ownership();
        return ownership instanceof Ownership.Owned owned
                ? Optional.of(new Trace.Link(owned.owner().object(), child.ref(), listed(owned.owner())))
                : Optional.empty();
    }

    private static Trace.Link generated(ObjectRef child, OwnerReference reference) {
        ObjectRef parent = ObjectRef.of(reference.apiVersion(), reference.kind(), child.namespace(), reference.name());
        return new Trace.Link(parent, child, "metadata.ownerReferences");
    }

    private static String listed(Owner owner) {
        return owner.evidence().stream()
                .filter(proof -> proof.object().isSameObjectAs(owner.object()))
                .map(Proof::field)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("owned without a proof: " + owner.target()));
    }
}
