package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldPath;
import dev.landfall.placement.Renamed;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What one owner applies of a part.
 *
 * @param provider of the owner, such as {@code argocd}
 * @param definedBy the object that names the repository, such as a GitRepository; it may name credentials too
 * @param path the folder that the owner applies from
 * @param targets the objects that the owner lists, or will list
 * @param proofs what was seen that proves it, a sentence each; null in plans that were made before they were kept
 * @param troubles what the owner said was not well when the change was planned; null in plans of before they were kept
 * @param renamed the targets that have another name after the change; null in plans of before they were kept
 */
public record OwnerShare(
        String provider,
        ObjectRef owner,
        String ownerUid,
        ObjectRef definedBy,
        String path,
        List<ObjectRef> targets,
        List<String> proofs,
        List<String> troubles,
        List<Renamed> renamed) {
    /** Whether the owner is made by the change itself, so that nobody knew its uid. */
    boolean isPromised() {
        return ownerUid.isEmpty();
    }

    public OwnerShare {
        targets = List.copyOf(targets);
        proofs = proofs == null ? List.of() : List.copyOf(proofs);
        troubles = troubles == null ? List.of() : List.copyOf(troubles);
        renamed = renamed == null ? List.of() : List.copyOf(renamed);
    }

    /** The name that a target has after the change. */
    ObjectRef afterwards(ObjectRef target) {
        return renamed.stream()
                .filter(each -> each.before().isSameObjectAs(target))
                .map(Renamed::after)
                .findFirst()
                .orElse(target);
    }

    /**
     * What shall be true of which objects once the change has arrived: of the targets, by their new names, what was asked
     * for, and of workloads that name them that they name them so; for their rollout is the effect.
     */
    Map<ObjectRef, List<DesiredChange>> effects(ChangePlan plan) {
        Map<ObjectRef, List<DesiredChange>> effects = new LinkedHashMap<>();
        for (ObjectRef target : targets) {
            ObjectRef then = afterwards(target);
            plan.wantedOf(target)
                    .forEach(change -> effects.computeIfAbsent(then, _ -> new ArrayList<>())
                            .add(change.of(then)));
        }
        for (Renamed each : renamed) each.references().forEach(reference -> add(effects, reference, each.after()));
        return effects;
    }

    private static void add(Map<ObjectRef, List<DesiredChange>> effects, Renamed.Reference reference, ObjectRef named) {
        ObjectRef workload = effects.keySet().stream()
                .filter(reference.workload()::isSameObjectAs)
                .findFirst()
                .orElse(reference.workload());
        effects.computeIfAbsent(workload, _ -> new ArrayList<>())
                .add(new SetField(
                        workload,
                        FieldPath.parse(reference.field()),
                        JsonNodeFactory.instance.stringNode(named.name())));
    }
}
