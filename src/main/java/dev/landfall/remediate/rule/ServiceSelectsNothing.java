package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;

/**
 * No pod has the labels that a Service selects, nor would any that a workload makes (failure 14). Where pods are only
 * missing or not ready, their workload has the fault.
 */
final class ServiceSelectsNothing implements Analyzer {
    private static final int OFFERED = 3;

    @Override
    public String rule() {
        return "service-selects-nothing";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        boolean known = snapshot.isComplete("", "Pod")
                && snapshot.isComplete("apps", "Deployment")
                && snapshot.isComplete("apps", "StatefulSet");
        if (!known) return List.of();
        return SelectingService.all(snapshot)
                .filter(service -> service.pods(snapshot).isEmpty())
                .filter(service -> service.workloads(snapshot).isEmpty())
                .map(service -> finding(service, snapshot))
                .toList();
    }

    private Finding finding(SelectingService service, Snapshot snapshot) {
        List<SelectorCandidate> candidates = service.neighbours(snapshot)
                .flatMap(workload -> SelectorCandidate.of(service, workload).stream())
                .toList();
        List<Workload> relabelled = service.neighbours(snapshot)
                .filter(workload -> service.selects(TemplateLabels.former(workload)))
                .toList();
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(Clue.Source.SPEC, service.ref(), "spec.selector is " + service.words()));
        candidates.forEach(candidate -> clues.add(candidate.clue()));
        String cause = relabelled.size() == 1
                ? relabelled.getFirst().ref() + " had pods with the labels " + service.words()
                        + " in the revision before, and has them no more"
                : "no pod and no workload has the labels " + service.words();
        return new Finding(
                rule(),
                service.ref(),
                "the Service selects no pod",
                cause,
                clues,
                Repairs.orPerson(repairs(service, relabelled, candidates), person(service)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(
            SelectingService service, List<Workload> relabelled, List<SelectorCandidate> candidates) {
        List<Repair> repairs = new ArrayList<>();
        if (relabelled.size() == 1) repairs.add(Relabelling.back(service, relabelled.getFirst()));
        List<SelectorCandidate> near =
                candidates.stream().filter(SelectorCandidate::isNear).toList();
        boolean determined = relabelled.isEmpty() && near.size() == 1;
        List<SelectorCandidate> offered = near.isEmpty() ? candidates : near;
        offered.stream()
                .limit(OFFERED)
                .forEach(candidate ->
                        repairs.add(candidate.repair(determined ? Confidence.CERTAIN : Confidence.LIKELY)));
        return repairs;
    }

    private static Reason person(SelectingService service) {
        return Reason.lasting(
                "selects-nothing",
                "nothing in namespace " + service.ref().namespace() + " nearly has the labels " + service.words(),
                "correct spec.selector where " + service.ref()
                        + " is defined, deploy what it is for, or remove it if nothing uses it");
    }
}
