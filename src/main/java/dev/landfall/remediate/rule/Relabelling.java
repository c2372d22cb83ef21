package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Gives the pods of a workload those labels back that a Service looks at. */
final class Relabelling {
    private Relabelling() {}

    static Repair back(SelectingService service, Workload workload) {
        FieldPath labels = TemplateLabels.path(workload).orElseThrow();
        Map<String, String> now = TemplateLabels.of(workload);
        Map<String, String> then = TemplateLabels.former(workload);
        List<DesiredChange> changes = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String key : service.selector().keySet()) {
            if (Objects.equals(now.get(key), then.get(key))) continue;
            FieldPath label = labels.to(new FieldPath.Key(key));
            words.add(then.containsKey(key) ? key + "=" + then.get(key) : "without " + key);
            changes.add(
                    then.containsKey(key)
                            ? Repairs.set(workload.ref(), label, then.get(key))
                            : new DesiredChange.RemoveField(workload.ref(), label));
        }
        return new Repair(
                "label the pods of " + workload.ref().kind() + " "
                        + workload.ref().name() + " as before: " + String.join(", ", words),
                changes,
                Confidence.CERTAIN,
                "the revision before has it",
                Repairs.RAN_BEFORE);
    }
}
