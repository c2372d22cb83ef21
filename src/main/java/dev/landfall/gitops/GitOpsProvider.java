package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A GitOps tool: which objects it owns, where in Git they come from, and how far it got with a commit. */
public interface GitOpsProvider {

    /** In configuration and output, such as {@code argocd}. */
    String name();

    /** As people write it, such as {@code Argo CD}. */
    String title();

    /** Where its owners live; their objects may be on another one. */
    Cluster ownerCluster();

    /** Whether the cluster serves the owner kinds of this tool. */
    boolean isInstalled();

    /** What must be readable to know all owners of this tool, in all namespaces. */
    List<Access> neededRights();

    /**
     * What a user may be granted besides: the right to ask the controllers to look at Git now, and to read what generates
     * owners.
     */
    List<Access> wishedRights();

    /**
     * What a user may be granted besides: to read what owners take from elsewhere than their sources. Without it a change
     * of what comes of that is refused by name.
     */
    default List<Access> rightsForValues() {
        return List.of();
    }

    /** The URLs of all repositories that owners of this tool apply from, each once. */
    List<String> repositories();

    /**
     * Every owner of this tool, in this cluster, that takes something from a branch of this repository, by whatever
     * spelling of its URL.
     */
    Readers readersOf(String repository);

    /**
     * Who of this tool owns the lineage.
     *
     * @param scan whether to look at every owner, not only at those that marks name: only so is one found that has left
     *     no mark, or a second one
     */
    Claims claimsOn(Lineage lineage, boolean scan);

    /** Whether the object carries a mark that names an owner of this tool, true or not. */
    boolean hasMarkOn(LiveObject object);

    /** The owners that this one waits for until they are ready, as its spec says; none for an owner of another tool. */
    List<ObjectRef> prerequisitesOf(LiveObject owner);

    /** Where in Git the owner takes its target from; of a generator of owners, where it takes parameters from. */
    Layers layersOf(Owner owner);

    /** How another object generates this owner; empty where nothing does that this tool knows of. */
    default Optional<Generation> generationOf(LiveObject owner) {
        return Optional.empty();
    }

    /**
     * What the owner has made live, and from which commits of the repository that people edit; none where its status
     * does not tell.
     */
    List<Applied> appliedBy(Owner owner);

    /** An owner of this tool as it is now; empty where it is not there, and for an owner of another tool. */
    Optional<Owner> named(ObjectRef owner);

    /** Which cluster the owner applies to. */
    AppliesTo appliesTo(Owner owner);

    /**
     * Why a commit would not reach the cluster if it were pushed now: suspended, manual sync, deleted, and so on; empty
     * where nothing stands in the way.
     *
     * @param removes whether the commit takes the target out of Git, so that it would have to be pruned
     */
    Optional<Reason> obstacleTo(Owner owner, boolean syncAsked, boolean removes);

    /**
     * Why a commit that the owner takes up would still not change the live object: a rule by which differences are
     * ignored, a filter that finds nothing changed; empty where nothing of the kind is certain.
     *
     * @param fields of the target that the commit changes, such as {@code spec.replicas}; empty where it makes or
     *     removes the whole object
     * @param files that the commit changes, by path from the root of the repository
     */
    Optional<Reason> obstacleIn(Owner owner, List<String> fields, List<String> files);

    /** What the owner says is not well now, each worded as its warnings will word it. */
    List<String> troublesIn(Owner owner);

    /**
     * Why an object of this tool, an owner or the source of one, does not do its work now, with the exact next step;
     * empty where it does, where it is on its way or paused on purpose, and for any other object. Trouble that is only the
     * consequence of that of another object of the tool is told of that one alone.
     */
    Optional<Reason> faultOf(LiveObject object);

    /** What a commit would have to wait for at the owner, and what clears by itself: a window that is closed now. */
    List<Reason> delaysOf(Owner owner);

    /**
     * Whoever else chooses one of these images for what the owner applies, and would do so again.
     *
     * @param images as containers name them
     */
    default List<Reason> rivalsOf(Owner owner, List<String> images) {
        return List.of();
    }

    /** The owner that a user or a former change names, for objects that are not there yet; empty where there is none. */
    Optional<Owner> ownerFor(ObjectRef target, String kind, String namespace, String name);

    /**
     * An owner that does not exist yet, as it will be once this manifest is applied; empty where it is none of this tool.
     */
    Optional<Owner> promised(ObjectRef target, JsonNode manifest);

    /**
     * The manifest of an owner that would apply a folder in the way in which another owner applies its own; empty where
     * the other's source does not serve the folder.
     *
     * @param model an owner of this tool that applies from the same repository and branch
     * @param name of the new owner
     * @param path of the folder, from the repository's root
     * @param namespace of the objects in the folder that name none
     */
    Optional<ObjectNode> ownerLike(LiveObject model, String name, String path, String namespace);

    /** Every owner of this tool that applies to the cluster of the objects; those that may not be read are left out. */
    List<Listing> listings();

    /**
     * An owner and where it has objects.
     *
     * @param namespaces of the objects that it lists; those that have none are left out
     */
    record Listing(ObjectRef owner, Set<String> namespaces) {}

    OwnerTracker track(Hop hop);

    /**
     * Follows one pass of an owner over what it reads beside its source, which is asked for at the first look; empty for
     * an owner of another tool, and for one that reads nothing of the kind.
     */
    default Optional<OwnerTracker> pass(ObjectRef owner) {
        return Optional.empty();
    }

    /**
     * How a person keeps the owner from undoing what is changed live, for the time that Git cannot be changed. Landfall
     * never runs these commands.
     */
    Pause pause(LiveObject owner);

    /**
     * Commands of a shell; none where the owner undoes nothing by itself.
     *
     * @param end what lets the owner go on as before
     */
    record Pause(List<String> begin, List<String> end) {
        public static Pause none() {
            return new Pause(List.of(), List.of());
        }
    }
}
