package dev.landfall.remediate;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the API server never takes of a live object: another template of a Job, anything of a Pod but its images. A plan
 * cannot delete an object and make the same one anew, so that a person does.
 */
final class Unchangeable {
    private Unchangeable() {}

    /** Why the changes cannot be made, where one of them cannot. */
    static Optional<Reason> among(List<DesiredChange> changes) {
        return changes.stream()
                .filter(FieldChange.class::isInstance)
                .map(FieldChange.class::cast)
                .filter(Unchangeable::isFixed)
                .findFirst()
                .map(Unchangeable::reason);
    }

    private static boolean isFixed(FieldChange change) {
        String path = change.path().toString();
        return switch (change.object().kind()) {
            case "Job" -> path.startsWith("spec.template") || path.startsWith("spec.selector");
            case "Pod" ->
                path.startsWith("spec") && !change.path().last().equals(new FieldPath.Key("image"));
            default -> false;
        };
    }

    private static Reason reason(FieldChange change) {
        ObjectRef object = change.object();
        String wanted = change instanceof DesiredChange.SetField set && set.value().isValueNode()
                ? " to " + set.value().asString()
                : "";
        return Reason.lasting(
                "recreate-needed",
                change.path() + " of " + object + " cannot be changed while it lives",
                "set it" + wanted + " where the object is defined, and `kubectl delete %s %s -n %s`: it is made anew"
                        .formatted(object.kind().toLowerCase(Locale.ROOT), object.name(), object.namespace()));
    }
}
