package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.OwnerReference;
import dev.landfall.config.GitOps;
import dev.landfall.gitops.GitOpsProvider;
import dev.landfall.gitops.Owner;
import dev.landfall.gitops.Ownership;
import dev.landfall.gitops.OwnershipFinder;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** Finds the way of a change of an owner's own spec: to whatever applies that owner, which is an object like any other. */
final class OwnerWays {
    private final Cluster cluster;
    private final Providers providers;
    private final GitOps settings;

    /** @param cluster of the objects */
    OwnerWays(Cluster cluster, Providers providers, GitOps settings) {
        this.cluster = cluster;
        this.providers = providers;
        this.settings = settings;
    }

    /** The way of one owner's change. */
    sealed interface Way {
        /** @param parent applies the owner from Git */
        record ThroughGit(Owner parent) implements Way {}

        /** Nobody applies the owner, and the user has said that it shall be written itself. */
        record Directly(Ownership.Unmanaged owner) implements Way {}
    }

    /**
     * @param field of the owner that decides
     * @throws ImpossibleChange where there is none
     */
    Way of(Owner owner, String field, Manner manner) {
        refuseOtherCluster(owner, field);
        refuseGenerated(owner, field);
        return of(owner, owner.object(), field, manner);
    }

    /**
     * The way of a change of what an owner reads beside its source, such as a ConfigMap with values.
     *
     * @param field of that object
     * @throws ImpossibleChange where there is none
     */
    Way ofRead(Owner owner, ObjectRef object, String field, Manner manner) {
        refuseOtherCluster(owner, field + " of " + object + ", which is read by spec");
        return of(owner, object, field, manner);
    }

    /**
     * The way of a change of what generates an owner.
     *
     * @param field of the generator
     * @throws ImpossibleChange where there is none
     */
    Way ofGenerator(Owner owner, ObjectRef generator, String field, Manner manner) {
        refuseOtherCluster(owner, field + " of " + generator);
        return of(owner, generator, field, manner);
    }

    private Way of(Owner owner, ObjectRef object, String field, Manner manner) {
        Ownership found = new OwnershipFinder(cluster, providers.ofOwners())
                .find(object, true)
                .ownership();
        return switch (found) {
            case Ownership.Owned owned -> throughGit(owned.owner(), manner);
            case Ownership.Unmanaged unmanaged when manner.at() == At.OWNER -> new Way.Directly(unmanaged);
            case Ownership.Unmanaged _ -> throw impossible(OwnershipRefusals.ownerNotInGit(object, owner, field));
            case Ownership.Claimed claimed -> throw impossible(claimed.reason());
            case Ownership.Contested contested -> throw impossible(OwnershipRefusals.contested(object, contested));
            case Ownership.Elsewhere elsewhere -> throw impossible(elsewhere.reason());
            case Ownership.Undetermined undetermined -> throw RouteSearch.undetermined(undetermined);
            case Ownership.Absent absent -> throw RequestException.noSuchObject(absent.object());
        };
    }

    private Way throughGit(Owner parent, Manner manner) {
        GitOpsProvider provider = providers.named(parent.provider());
        if (!settings.deliversThrough(parent.provider()))
            throw impossible(OwnershipRefusals.switchedOff(parent, provider.title()));
        if (manner.at() == At.OWNER) throw impossible(OwnershipRefusals.ownerIsOwned(parent));
        Optional<Reason> obstacle = provider.obstacleTo(parent, manner.syncAsked(), false);
        if (obstacle.isPresent()) throw impossible(obstacle.get());
        return new Way.ThroughGit(parent);
    }

    /** What is watched and written is in the cluster of the objects. */
    @SuppressWarnings("ReferenceEquality") // one connection is one cluster; two to the same one are not told apart
    private void refuseOtherCluster(Owner owner, String field) {
        if (providers.named(owner.provider()).ownerCluster() != cluster)
            throw impossible(OwnershipRefusals.ownerInOtherCluster(owner, field));
    }

    private static void refuseGenerated(Owner owner, String field) {
        Optional<ObjectRef> generator = owner.live().ownerReferences().stream()
                .filter(OwnerReference::controller)
                .findFirst()
                .map(reference -> ObjectRef.of(
                        reference.apiVersion(), reference.kind(), owner.object().namespace(), reference.name()));
        generator.ifPresent(by -> {
            throw impossible(OwnershipRefusals.ownerIsGenerated(owner, field, by));
        });
    }

    private static ImpossibleChange impossible(Reason reason) {
        return new ImpossibleChange(reason);
    }
}
