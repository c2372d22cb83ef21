package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.Map;
import java.util.Optional;

/** What keeps a commit from being applied for as long as nobody acts, each with the command to go on. */
final class KustomizationObstacles {
    private static final String RECONCILE = "kustomize.toolkit.fluxcd.io/reconcile";
    private static final String PRUNE = "kustomize.toolkit.fluxcd.io/prune";
    private static final String APPLY = "kustomize.toolkit.fluxcd.io/ssa";

    private KustomizationObstacles() {}

    static Optional<Reason> of(KustomizationStatus kustomization) {
        return deleting(kustomization)
                .or(() -> suspended(kustomization))
                .or(() -> stalled(kustomization.ref(), kustomization.stalled()));
    }

    static Optional<Reason> of(GitRepositoryStatus source) {
        return suspended(source)
                .or(() -> stalled(source.ref(), source.stalled()))
                .or(() -> unverified(source));
    }

    static Reason gone(ObjectRef object) {
        return Reason.lasting("owner-gone", object + " is gone", "create it again, or find out who deleted it");
    }

    static Optional<Reason> deleting(KustomizationStatus kustomization) {
        if (!kustomization.live().isBeingDeleted()) return Optional.empty();
        return Optional.of(Reason.lasting(
                "owner-deleting",
                kustomization.ref() + " is being deleted",
                "create it again, or find out who deletes it"));
    }

    static Optional<Reason> suspended(KustomizationStatus kustomization) {
        if (!kustomization.isSuspended()) return Optional.empty();
        return Optional.of(Reason.lasting(
                "owner-suspended",
                kustomization.ref() + " is suspended: it applies nothing",
                "flux resume kustomization " + kustomization.argument()));
    }

    static Optional<Reason> suspended(GitRepositoryStatus source) {
        if (!source.isSuspended()) return Optional.empty();
        ObjectRef ref = source.ref();
        return Optional.of(Reason.lasting(
                "source-suspended",
                ref + " is suspended: it fetches nothing",
                "flux resume source git %s -n %s".formatted(ref.name(), ref.namespace())));
    }

    static Optional<Reason> stalled(ObjectRef object, Optional<Condition> stalled) {
        return stalled.map(condition -> Reason.lasting(
                "owner-stalled",
                "%s is stalled: %s".formatted(object, condition.text()),
                "correct the spec of " + object));
    }

    /** Where the object itself tells Flux to leave it alone; labels count as annotations do, in any case. */
    static Optional<Reason> leftAlone(LiveObject object) {
        return untouched(object).or(() -> says(object, APPLY, "IfNotPresent")).map(mark -> notReconciled(object, mark));
    }

    private static Optional<String> untouched(LiveObject object) {
        return says(object, RECONCILE, "disabled").or(() -> says(object, APPLY, "Ignore"));
    }

    private static Reason notReconciled(LiveObject object, String mark) {
        return Reason.lasting(
                "object-not-reconciled",
                "%s carries %s: Flux leaves it as it is".formatted(object.ref(), mark),
                "remove that from the object and its manifest");
    }

    static Optional<Reason> pruningOff(KustomizationStatus kustomization) {
        if (kustomization.live().at("/spec/prune").asBoolean(false)) return Optional.empty();
        return Optional.of(Reason.lasting(
                "pruning-off",
                kustomization.ref() + " does not prune: what leaves Git stays in the cluster",
                "set spec.prune to true in it, or take the object out of Git and delete it by hand"));
    }

    /** Git keeps no empty folder, and Flux fails where its path is missing, before it prunes. */
    static Optional<Reason> emptied(KustomizationStatus kustomization, ObjectRef target) {
        Inventory inventory = kustomization.inventory();
        if (inventory.ids().size() > 1 || !inventory.lists(target)) return Optional.empty();
        return Optional.of(Reason.lasting(
                "last-object",
                "%s is the last object of %s, which fails on an empty folder and deletes nothing then"
                        .formatted(target, kustomization.ref()),
                "delete the Kustomization instead"));
    }

    /** Where the object itself tells Flux to keep it when it leaves Git. */
    static Optional<Reason> notPruned(LiveObject object) {
        return says(object, PRUNE, "disabled")
                .map(mark -> Reason.lasting(
                        "pruning-off",
                        "%s carries %s: Flux keeps it when it leaves Git".formatted(object.ref(), mark),
                        "remove that from the object and its manifest first"))
                .or(() -> untouched(object).map(mark -> notReconciled(object, mark)));
    }

    /** Why Flux does not delete an object that leaves Git. */
    static Optional<Reason> kept(KustomizationStatus kustomization, LiveObject object) {
        return pruningOff(kustomization).or(() -> notPruned(object));
    }

    /** Where what fails at the source now does not change by itself. */
    static Optional<Reason> unverified(GitRepositoryStatus source) {
        return source.failure().filter(SourceFailure::isUnverified).map(SourceFailure::reason);
    }

    private static Optional<String> says(LiveObject object, String key, String value) {
        return isSet(object.annotations(), key, value) || isSet(object.labels(), key, value)
                ? Optional.of(key + ": " + value)
                : Optional.empty();
    }

    private static boolean isSet(Map<String, String> metadata, String key, String value) {
        return metadata.getOrDefault(key, "").equalsIgnoreCase(value);
    }
}
