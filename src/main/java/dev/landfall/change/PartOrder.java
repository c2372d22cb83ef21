package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.reason.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The order in which the branches of a plan get their commits: whatever an owner waits for or is applied by goes first, by
 * however many steps; else the order of the request. Of parts that wait for each other none is first.
 */
final class PartOrder {
    private final Providers providers;
    private final Parents parents;

    PartOrder(Providers providers) {
        this.providers = providers;
        this.parents = new Parents(providers);
    }

    /** @param warnings get a note for each part that is not where it is by the request alone */
    List<Draft.GitPart> sorted(List<Draft.GitPart> parts, List<Reason> warnings) {
        if (parts.size() < 2) return parts;
        Map<ObjectRef, Set<ObjectRef>> before = new HashMap<>();
        for (Draft.GitPart part : parts) {
            for (OwnerShare share : part.planned().owners()) before.put(share.owner(), before(share));
        }
        List<Draft.GitPart> left = new ArrayList<>(parts);
        List<Draft.GitPart> sorted = new ArrayList<>();
        while (!left.isEmpty()) {
            Draft.GitPart next = left.stream()
                    .filter(part -> left.stream()
                            .noneMatch(other -> first(other, part, before).isPresent()))
                    .findFirst()
                    .orElse(left.getFirst());
            left.remove(next);
            sorted.forEach(done -> first(done, next, before)
                    .ifPresent(link -> warnings.add(Refusals.landsAfter(next.planned(), done.planned(), link))));
            sorted.add(next);
        }
        return sorted;
    }

    /** Which owner of the one part an owner of the other depends on. */
    private static Optional<Trace.Link> first(
            Draft.GitPart one, Draft.GitPart other, Map<ObjectRef, Set<ObjectRef>> before) {
        if (one.planned().isSamePlaceAs(other.planned())) return Optional.empty();
        for (OwnerShare dependent : other.planned().owners()) {
            for (OwnerShare needed : one.planned().owners()) {
                if (before.get(dependent.owner()).stream().anyMatch(needed.owner()::isSameObjectAs))
                    return Optional.of(new Trace.Link(needed.owner(), dependent.owner(), ""));
            }
        }
        return Optional.empty();
    }

    /** Everything that the owner depends on. What may not be read is passed over: the controllers keep the order as well. */
    private Set<ObjectRef> before(OwnerShare share) {
        Cluster cluster = providers.named(share.provider()).ownerCluster();
        Set<ObjectRef> found = new LinkedHashSet<>();
        Deque<ObjectRef> open = new ArrayDeque<>(List.of(share.owner()));
        while (!open.isEmpty()) {
            for (ObjectRef next : needed(open.pop(), cluster)) {
                if (found.add(next)) open.add(next);
            }
        }
        return found;
    }

    private List<ObjectRef> needed(ObjectRef owner, Cluster cluster) {
        List<ObjectRef> needed = new ArrayList<>();
        try {
            Optional<LiveObject> live = cluster.get(owner);
            if (live.isEmpty()) return needed;
            for (GitOpsProvider tool : providers.ofOwners()) needed.addAll(tool.prerequisitesOf(live.get()));
            parents.above(live.get(), cluster).ifPresent(link -> needed.add(link.parent()));
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
        }
        return needed;
    }
}
