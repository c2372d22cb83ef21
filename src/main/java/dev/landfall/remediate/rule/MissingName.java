package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.List;

/**
 * A name in a pod template, of something that does not exist.
 *
 * @param kind of what is missing
 * @param there the names that exist and would do
 */
record MissingName(Workload workload, String kind, String name, FieldPath field, List<String> there) {

    /** The name of the revision before, else those that are near. */
    List<Repair> repairs() {
        List<Repair> former = TemplateChange.of(workload).stream()
                .filter(change -> change.path().equals(field))
                .filter(change -> change.then()
                        .map(then -> there.contains(then.asString("")))
                        .orElse(false))
                .map(Repairs::takenBack)
                .toList();
        if (!former.isEmpty()) return former;
        List<String> near = NearMatch.among(name, there);
        Confidence confidence = near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return near.stream()
                .map(right -> new Repair(
                        "take " + kind + " " + right + " in place of " + name,
                        List.of(Repairs.set(workload, field, right)),
                        confidence,
                        "it exists, and has a name like the missing one",
                        Repairs.FITS))
                .toList();
    }
}
