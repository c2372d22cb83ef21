package dev.landfall.remediate;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Finding.Remedy;
import java.util.Map;

/**
 * What an API server lets nobody change once it is there: the pod template of a Job, and of a Pod all but its images. The
 * way is to make the object anew, which is an owner's to do if the object says so, and else a person's.
 */
final class FixedTemplate {
    private static final Map<String, String> MADE_ANEW =
            Map.of("argocd.argoproj.io/sync-options", "Replace=true", "kustomize.toolkit.fluxcd.io/force", "enabled");

    private FixedTemplate() {}

    /** The finding itself, unless its best repair is no change that can be made. */
    static Finding respected(Finding finding, Snapshot snapshot) {
        if (!(finding.remedy() instanceof Remedy.Repairs repairs)) return finding;
        Repair best = repairs.repairs().getFirst();
        boolean fixed = best.changes().stream().anyMatch(FixedTemplate::isFixed);
        if (!fixed || isMadeAnewByItsOwner(finding.subject(), snapshot)) return finding;
        return finding.with(new Remedy.PersonDecides(toMakeAnew(finding.subject(), best)));
    }

    private static boolean isFixed(DesiredChange change) {
        if (!(change instanceof DesiredChange.FieldChange field)) return false;
        return switch (change.object().kind()) {
            case "Job" -> field.path().toString().startsWith("spec.template.");
            case "Pod" -> !field.path().last().equals(new FieldPath.Key("image"));
            default -> false;
        };
    }

    private static boolean isMadeAnewByItsOwner(ObjectRef subject, Snapshot snapshot) {
        Map<String, String> annotations = snapshot.named(
                        subject.group(), subject.kind(), subject.namespace(), subject.name())
                .map(LiveObject::annotations)
                .orElse(Map.of());
        return MADE_ANEW.entrySet().stream()
                .anyMatch(
                        option -> annotations.getOrDefault(option.getKey(), "").contains(option.getValue()));
    }

    private static Reason toMakeAnew(ObjectRef subject, Repair repair) {
        String kind = subject.kind().toLowerCase(java.util.Locale.ROOT);
        return Reason.lasting(
                "to-make-anew",
                "what mends " + subject + " is to " + repair.what()
                        + ", and an API server lets nobody change that of a " + subject.kind(),
                "where it is defined, make that change and give it another name; without a definition in Git: kubectl -n "
                        + subject.namespace() + " delete " + kind + " " + subject.name()
                        + ", and apply its manifest with that change");
    }
}
