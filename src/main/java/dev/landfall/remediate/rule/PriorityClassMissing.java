package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;

/** Pods are missing, since the priority class that they name does not exist (failure 47). */
final class PriorityClassMissing implements Analyzer.OfWorkloads {
    private static final String FIELD = "priorityClassName";

    @Override
    public String rule() {
        return "priority-class-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        String name = workload.podSpec().path(FIELD).asString("");
        if (name.isEmpty() || !CreationFailure.lacksPods(workload)) return Optional.empty();
        List<String> there = snapshot.all("scheduling.k8s.io", "PriorityClass").stream()
                .map(each -> each.ref().name())
                .toList();
        if (there.contains(name) || !snapshot.isComplete("scheduling.k8s.io", "PriorityClass")) return Optional.empty();
        FieldPath field = workload.template().orElseThrow().spec().to(new FieldPath.Key(FIELD));
        MissingName missing = new MissingName(workload, "PriorityClass", name, field, there);
        return Optional.of(new Finding(
                rule(),
                workload.ref(),
                "its pods are not made: there is no PriorityClass " + name,
                "PriorityClass " + name + " does not exist",
                List.of(new Clue(Clue.Source.SPEC, workload.ref(), field + " is " + name + ", which does not exist")),
                Repairs.orPerson(missing.repairs(), person(missing)),
                Finding.LEAST_SETTLE));
    }

    private static Reason person(MissingName missing) {
        return Reason.lasting(
                "priority-class-missing",
                "no PriorityClass has a name like " + missing.name(),
                "name one that `kubectl get priorityclasses` shows, or have this one made: it is of the whole cluster");
    }
}
