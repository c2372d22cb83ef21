package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Clusters;
import dev.landfall.reason.Reason;

/** Why labels prove nothing. */
final class MarkReasons {
    private MarkReasons() {}

    static Reason notHere(OwnerLabels labels, Clusters clusters) {
        return Reason.lasting(
                "owner-not-in-cluster",
                said(labels) + ", which is not in " + clusters.whereOwnersAre()
                        + ": it is gone, or applies from another one by spec.kubeConfig",
                clusters.lookElsewhere("Flux") + "; if it was deleted, say --ignore-stale-owner,"
                        + " or remove the labels");
    }

    static Reason notProvenBy(LiveObject owner, OwnerLabels labels, AppliesTo appliesTo) {
        return switch (appliesTo) {
            case AppliesTo.AnotherCluster another -> appliesElsewhere(labels, another.reason());
            case AppliesTo.Untold untold -> untold.reason();
            case AppliesTo.TheTarget _ ->
                owner.at("/status/inventory").isObject() ? notListed(labels) : noInventory(labels);
        };
    }

    private static Reason appliesElsewhere(OwnerLabels labels, Reason where) {
        return Reason.lasting(
                where.code(),
                said(labels) + ", but " + where.message(),
                "find out who made the object; remove the labels where they are a copy");
    }

    private static Reason notListed(OwnerLabels labels) {
        return Reason.lasting(
                "not-in-inventory",
                said(labels)
                        + ", whose status.inventory does not list it: the labels are a copy or left behind, or the last apply failed",
                "see the conditions of " + labels.title() + "; remove the labels where they are a copy");
    }

    private static Reason noInventory(OwnerLabels labels) {
        return Reason.lasting(
                "no-inventory",
                said(labels)
                        + ", which has no status.inventory: it has applied nothing yet, or its controller is too old to keep one",
                "wait until it is ready, or update Flux");
    }

    private static String said(OwnerLabels labels) {
        return "labels of %s name %s".formatted(labels.on().ref(), labels.title());
    }
}
