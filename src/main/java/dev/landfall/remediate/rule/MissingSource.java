package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A ConfigMap or Secret that pods cannot start without, and that is not there. */
record MissingSource(Workload workload, SourceReference reference, Snapshot snapshot) {

    /** The first of them; none where it may not be read which there are. */
    static Optional<MissingSource> of(Workload workload, Snapshot snapshot, boolean ofVolumes) {
        return SourceReference.of(workload).stream()
                .filter(reference -> reference.volume() == ofVolumes && !reference.optional())
                .map(reference -> new MissingSource(workload, reference, snapshot))
                .filter(MissingSource::isMissing)
                .findFirst();
    }

    private boolean isMissing() {
        return !reference.name().isEmpty()
                && snapshot.isComplete("", reference.kind())
                && others().stream().noneMatch(other -> other.object().name().equals(reference.name()));
    }

    private List<Snapshot.Keys> others() {
        return snapshot.keys(reference.kind(), workload.ref().namespace());
    }

    Finding finding(String rule, String sign, List<Clue> clues) {
        List<Clue> all = new ArrayList<>(clues);
        all.add(new Clue(
                Clue.Source.SPEC,
                workload.ref(),
                reference.field() + " is " + reference.name() + ", which does not exist"));
        return new Finding(
                rule,
                workload.ref(),
                sign,
                reference + " does not exist in namespace " + workload.ref().namespace(),
                all,
                Repairs.orPerson(repairs(), person()),
                Finding.LEAST_SETTLE);
    }

    private List<Repair> repairs() {
        List<String> fitting = others().stream()
                .filter(this::hasWantedKeys)
                .map(other -> other.object().name())
                .toList();
        List<Repair> former = TemplateChange.of(workload).stream()
                .filter(change -> change.path().equals(reference.field()))
                .filter(change -> change.then()
                        .map(then -> fitting.contains(then.asString("")))
                        .orElse(false))
                .map(Repairs::takenBack)
                .toList();
        if (!former.isEmpty()) return former;
        List<String> near = NearMatch.among(reference.name(), fitting);
        Confidence confidence = near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return near.stream().map(name -> pointed(name, confidence)).toList();
    }

    private boolean hasWantedKeys(Snapshot.Keys other) {
        return reference.keys().stream().allMatch(key -> other.names().contains(key.name()));
    }

    private Repair pointed(String name, Confidence confidence) {
        FieldPath field = reference.field();
        return new Repair(
                "take " + reference.kind() + " " + name + " in place of " + reference.name(),
                List.of(Repairs.set(workload, field, name)),
                confidence,
                "it exists, has a name like the missing one, and has "
                        + (reference.keys().isEmpty() ? "content" : "the keys that are wanted of it"),
                Repairs.FITS);
    }

    private Reason person() {
        boolean secret = reference.kind().equals("Secret");
        return Reason.lasting(
                "source-missing",
                "no " + reference.kind() + " there has a name like " + reference.name() + " and what is wanted of it",
                secret
                        ? "make the secret, or find out what should have made it: its values cannot be guessed"
                        : "add the ConfigMap where the workload is defined, or name another one");
    }
}
