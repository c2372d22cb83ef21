package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;
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
        return new DesiredChange.SetField(workload.ref(), field, JsonNodeFactory.instance.stringNode(value));
    }

    /** One field of the template as it was in the revision before. */
    static Repair takenBack(Workload workload, TemplateChange change) {
        return new Repair(
                "set " + change.path().last() + " back to " + change.before(),
                List.of(change.takenBack(workload)),
                Confidence.CERTAIN,
                "the revision before has it",
                RAN_BEFORE);
    }

    /** What can be done, or why a person must decide. */
    static Remedy orPerson(List<Repair> repairs, Reason otherwise) {
        return repairs.isEmpty() ? new Remedy.PersonDecides(otherwise) : new Remedy.Repairs(repairs);
    }
}
