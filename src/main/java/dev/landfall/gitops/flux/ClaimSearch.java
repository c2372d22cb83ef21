package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.InventoryId;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Claims;
import dev.landfall.gitops.Claims.Mark;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Proof;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * One search for the owners of one lineage: labels lead to a candidate, its inventory proves it. Labels may be missing, or
 * overwritten by another owner, so that only a look at every owner finds them all.
 */
final class ClaimSearch {
    private final Clusters clusters;
    private final Cluster cluster;
    private final RemoteClusters remote;
    private final Lineage lineage;
    private final Map<ObjectRef, LiveObject> listing = new LinkedHashMap<>();
    private final Map<OwnerLabels, Mark> unproven = new LinkedHashMap<>();
    private final Map<OwnerLabels, Mark> elsewhere = new LinkedHashMap<>();
    private final Map<ObjectRef, Mark> whoKnowsWhere = new LinkedHashMap<>();
    private final Set<Access> missing = new LinkedHashSet<>();

    ClaimSearch(Clusters clusters, Lineage lineage) {
        this.clusters = clusters;
        this.cluster = clusters.owners();
        this.remote = new RemoteClusters(clusters);
        this.lineage = lineage;
    }

    Claims run(boolean scan) {
        lineage.objects().stream()
                .flatMap(object -> OwnerLabels.on(object).stream())
                .forEach(this::follow);
        if (scan) scanEveryOwner();
        List<Owner> owners = nearestOwners();
        // Labels copied down the lineage that name who owns it further up mislead nobody.
        unproven.keySet().removeIf(labels -> owners.stream().anyMatch(owner -> labels.name(owner.live())));
        List<Mark> others = new ArrayList<>(elsewhere.values());
        others.addAll(whoKnowsWhere.values());
        return new Claims(owners, List.copyOf(unproven.values()), others, List.copyOf(missing), scan);
    }

    private void follow(OwnerLabels labels) {
        Optional<ResourceType> type = labels.kind().servedBy(cluster);
        if (type.isEmpty()) {
            elsewhere.put(labels, ofNobody(labels));
            return;
        }
        ObjectRef named = type.get().named(labels.namespace(), labels.name());
        ifAllowed(Access.to("get", type.get(), labels.namespace()), () -> cluster.get(named))
                .ifPresent(owner -> weigh(labels, owner));
    }

    private Mark ofNobody(OwnerLabels labels) {
        return new Mark(labels.proof(), MarkReasons.notHere(labels, clusters), true);
    }

    private void weigh(OwnerLabels labels, Optional<LiveObject> owner) {
        if (owner.isEmpty()) {
            elsewhere.put(labels, ofNobody(labels));
        } else if (!consider(owner.get())
                || !Inventory.of(owner.get()).lists(labels.on().ref())) {
            Reason reason = MarkReasons.notProvenBy(owner.get(), labels, remote.of(owner.get()));
            boolean isElsewhere = !clusters.areOne() && !remote.of(owner.get()).isTheTarget();
            (isElsewhere ? elsewhere : unproven).put(labels, new Mark(labels.proof(), reason, false));
        }
    }

    private void scanEveryOwner() {
        for (ApplierKind kind : ApplierKind.values()) {
            kind.servedBy(cluster).ifPresent(this::scan);
        }
    }

    private void scan(ResourceType type) {
        ifAllowed(Access.to("list", type, ""), () -> {
            cluster.scan(type, "", "", this::consider);
            return true;
        });
    }

    /** Whether it lists an object of the lineage, and applies to where that is. */
    private boolean consider(LiveObject owner) {
        OptionalInt listed = nearestListedBy(owner);
        if (listed.isEmpty()) return false;
        return switch (remote.of(owner)) {
            case AppliesTo.AnotherCluster _ -> false;
            case AppliesTo.Untold untold -> {
                ObjectRef object = lineage.objects().get(listed.getAsInt()).ref();
                whoKnowsWhere.put(owner.ref(), new Mark(listed(owner, object), untold.reason(), false));
                yield false;
            }
            case AppliesTo.TheTarget _ -> {
                listing.put(owner.ref(), owner);
                yield true;
            }
        };
    }

    private static Proof listed(LiveObject owner, ObjectRef object) {
        return new Proof(owner.ref(), "status.inventory", InventoryId.of(object).toString());
    }

    private OptionalInt nearestListedBy(LiveObject owner) {
        Inventory inventory = Inventory.of(owner);
        List<LiveObject> objects = lineage.objects();
        return IntStream.range(0, objects.size())
                .filter(index -> inventory.lists(objects.get(index).ref()))
                .findFirst();
    }

    private List<Owner> nearestOwners() {
        OptionalInt nearest = listing.values().stream()
                .flatMapToInt(owner -> nearestListedBy(owner).stream())
                .min();
        return listing.values().stream()
                .filter(owner -> nearestListedBy(owner).equals(nearest))
                .map(owner -> owner(owner, lineage.objects().get(nearest.getAsInt())))
                .toList();
    }

    private Owner owner(LiveObject owner, LiveObject target) {
        List<Proof> evidence = new ArrayList<>();
        evidence.add(listed(owner, target.ref()));
        OwnerLabels.on(target).stream()
                .filter(labels -> labels.name(owner))
                .forEach(labels -> evidence.add(labels.proof()));
        return new Owner(FluxProvider.NAME, owner, target.ref(), lineage.chainTo(target.ref()), List.copyOf(evidence));
    }

    /** Empty where the right is missing, which is then noted. */
    private <T> Optional<T> ifAllowed(Access right, Supplier<T> read) {
        try {
            return Optional.of(read.get());
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
            missing.add(refused.missing().orElse(right));
            return Optional.empty();
        }
    }
}
