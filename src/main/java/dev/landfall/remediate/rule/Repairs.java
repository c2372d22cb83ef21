package dev.landfall.remediate.rule;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** The repairs that many rules have in common. */
final class Repairs {
    /** Of a value that ran before. */
    static final int RAN_BEFORE = 1;

    /** Of a value that stands elsewhere in the cluster and fits. */
    static final int FITS = 2;

    /** Of a value that is only likely. */
    static final int UNTRIED = 3;

    private Repairs() {}

    static DesiredChange set(Workload workload, FieldPath field, String value) {
        return set(workload.ref(), field, value);
    }

    static DesiredChange set(ObjectRef object, FieldPath field, JsonNode value) {
        return new DesiredChange.SetField(object, field, value);
    }

    static DesiredChange set(ObjectRef object, FieldPath field, String value) {
        return set(object, field, JsonNodeFactory.instance.stringNode(value));
    }

    /** One field of the template as it was in the revision before. */
    static Repair takenBack(TemplateChange change) {
        return new Repair(
                "set " + name(change.path()) + " back to " + change.before(),
                List.of(change.back()),
                Confidence.CERTAIN,
                "the revision before has it",
                RAN_BEFORE);
    }

    /** The last key, and the place in its list where the field is an item. */
    private static String name(FieldPath path) {
        if (path.last() instanceof FieldPath.Key) return path.last().toString();
        return path.steps().get(path.steps().size() - 2) + path.last().toString();
    }

    /**
     * Some fields as they were in the revision before, where one of them is the cause: certain if there is just one. None
     * where that would take a guard away.
     */
    static List<Repair> takenBack(List<TemplateChange> changes) {
        List<TemplateChange> allowed =
                changes.stream().filter(change -> !isGuard(change)).toList();
        if (allowed.isEmpty()) return List.of();
        if (allowed.size() == 1) return List.of(takenBack(allowed.getFirst()));
        return List.of(new Repair(
                "set " + allowed.size() + " fields back to the revision before",
                allowed.stream().<DesiredChange>map(TemplateChange::back).toList(),
                Confidence.LIKELY,
                "it is not known which of them is the cause",
                RAN_BEFORE));
    }

    /** The same, where it is not known that they mend it. */
    static List<Repair> likely(List<Repair> repairs) {
        return repairs.stream()
                .map(one -> new Repair(one.what(), one.changes(), Confidence.LIKELY, one.because(), one.risk()))
                .toList();
    }

    /** Whether the revision before lacked what protects others from this pod, or its users from it. */
    private static boolean isGuard(TemplateChange change) {
        return change.then().isEmpty()
                && (change.path().steps().stream()
                                .anyMatch(step -> step instanceof FieldPath.Key(String name) && GUARDS.contains(name))
                        || change.now().map(now -> now.has("limits")).orElse(false));
    }

    private static final Set<String> GUARDS =
            Set.of("livenessProbe", "readinessProbe", "startupProbe", "limits", "securityContext");

    /** What can be done, or why a person must decide. */
    static Remedy orPerson(List<Repair> repairs, Reason otherwise) {
        return repairs.isEmpty() ? new Remedy.PersonDecides(otherwise) : new Remedy.Repairs(repairs);
    }
}
