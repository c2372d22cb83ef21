package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Collectors;

/** What a person must say before a change can be planned, and how to say it. */
final class Questions {
    private static final int SHOWN = 5;

    private Questions() {}

    static Reason amongManaged(ObjectRef target, List<ObjectRef> owners) {
        return Reason.lasting(
                "unmanaged-among-managed",
                "nobody owns " + target + ", but in its namespace " + list(owners)
                        + (owners.size() == 1 ? " manages" : " manage") + " others: is it to be changed directly?",
                "say --direct to change it in the cluster, or add it to the repository first");
    }

    static Reason whereToCreate(ObjectRef target, List<ObjectRef> owners) {
        return Reason.lasting(
                "where-to-create",
                "is " + target + " to be created directly, or through Git by one of " + list(owners) + "?",
                "say --owner " + named(owners.getFirst()) + ", or --direct to create it in the cluster");
    }

    static Reason whichOwner(Destination.At at, List<ObjectRef> owners) {
        return Reason.lasting(
                "which-owner",
                list(owners) + " apply from " + at + ": which of them is to apply the new object?",
                "say --owner " + named(owners.getFirst()));
    }

    static Reason nobodyApplies(Destination.At at, List<Places.Place> near) {
        String others = near.stream()
                .limit(SHOWN)
                .map(place -> place.owner() + " ("
                        + (place.source().path().isEmpty()
                                ? "the root"
                                : place.source().path()) + ")")
                .collect(Collectors.joining(", "));
        return Reason.lasting(
                "path-not-covered",
                "no Application and no Kustomization applies from " + at
                        + (others.isEmpty() ? "" : "; from that branch apply " + others),
                "name a folder that one of them applies from, or add an owner for this one first");
    }

    static String named(ObjectRef owner) {
        return owner.kind() + "/" + owner.namespace() + "/" + owner.name();
    }

    static String list(List<ObjectRef> owners) {
        String shown = owners.stream().limit(SHOWN).map(ObjectRef::toString).collect(Collectors.joining(", "));
        return owners.size() <= SHOWN ? shown : shown + " and " + (owners.size() - SHOWN) + " more";
    }
}
