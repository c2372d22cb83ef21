package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A process ends again and again, for none of the reasons that have a rule of their own (failure 1): what was changed
 * since it last ran well is what is known of the cause.
 */
final class CrashLoop implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "crash-loop";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.ending(snapshot.now())
                .filter(state -> !workload.ref().kind().endsWith("Job"))
                .findFirst()
                .map(state -> finding(workload, state, snapshot));
    }

    private Finding finding(Workload workload, ContainerState state, Snapshot snapshot) {
        List<TemplateChange> changed = changedFor(workload, state.name());
        String end = state.lastEnd().map(Object::toString).orElse("unknown");
        String cause = changed.isEmpty()
                ? "nothing in the pod template explains it: the process itself ends"
                : "since the revision before, " + changed.getFirst() + ", has changed"
                        + (changed.size() == 1 ? "" : ", and " + (changed.size() - 1) + " more");
        return new Finding(
                rule(),
                workload.ref(),
                "container " + state.name() + " ends again and again, with " + end,
                cause,
                clues(state, changed, workload, snapshot),
                Repairs.orPerson(Repairs.takenBack(changed), person(workload, state)),
                SettleTime.twice(state));
    }

    /** Replicas are no part of a template, and other containers explain nothing. */
    static List<TemplateChange> changedFor(Workload workload, String container) {
        Optional<FieldPath> own =
                workload.template().flatMap(template -> template.container(workload.live(), container));
        return TemplateChange.of(workload).stream()
                .filter(change -> own.map(change::isIn).orElse(false) || !isOfContainers(workload, change))
                .toList();
    }

    private static boolean isOfContainers(Workload workload, TemplateChange change) {
        FieldPath spec = workload.template().orElseThrow().spec();
        return change.isIn(spec.to(new FieldPath.Key("containers")))
                || change.isIn(spec.to(new FieldPath.Key("initContainers")));
    }

    private static List<Clue> clues(
            ContainerState state, List<TemplateChange> changed, Workload workload, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>();
        clues.addAll(Clues.ofEnd(state));
        changed.forEach(change -> clues.add(new Clue(Clue.Source.SPEC, workload.ref(), change.toString())));
        clues.addAll(LastWords.of(state, snapshot).clues());
        return clues;
    }

    private static Reason person(Workload workload, ContainerState state) {
        if (state.lastEnd().map(ContainerState.Ended::isDone).orElse(false)) return endsByDesign(workload, state);
        return Reason.lasting(
                "application-fails",
                "nothing in what is defined of " + workload.ref() + " explains why container " + state.name() + " ends",
                "read the last lines of its log above: the application itself fails, or what it needs does");
    }

    private static Reason endsByDesign(Workload workload, ContainerState state) {
        return Reason.lasting(
                "process-ends-by-design",
                "container " + state.name() + " of " + workload.ref() + " ends without a fault, and is started again",
                "have its process stay in the foreground, or make it a Job if it has done its work");
    }
}
