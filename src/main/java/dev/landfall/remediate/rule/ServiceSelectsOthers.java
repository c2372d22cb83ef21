package dev.landfall.remediate.rule;

import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Pods;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Ready pods of another application stand among the endpoints of a Service (failure 16). Several variants of one
 * application are planned, so that only labels which tell applications apart count; and of a Service without an address
 * of its own, which names groups of pods, nothing is said.
 */
final class ServiceSelectsOthers implements Analyzer {
    /** The first is the most telling. */
    private static final List<String> TELLING = List.of(
            "app.kubernetes.io/name", "app", "k8s-app", "name", "run", "app.kubernetes.io/component", "component");

    /** @param label by which they differ */
    private record Mixture(SelectingService service, Workload meant, List<Workload> others, String label) {}

    @Override
    public String rule() {
        return "service-selects-others";
    }

    @Override
    public List<Finding> findings(Snapshot snapshot) {
        return SelectingService.all(snapshot)
                .filter(service -> !service.isHeadless())
                .flatMap(service -> mixture(service, snapshot).stream())
                .map(this::finding)
                .toList();
    }

    private static Optional<Mixture> mixture(SelectingService service, Snapshot snapshot) {
        List<Workload> served = service.workloads(snapshot).stream()
                .filter(workload -> !workload.ref().kind().endsWith("Job"))
                .filter(workload -> workload.allPods().stream().anyMatch(Pods::isReady))
                .toList();
        List<Workload> meant = served.stream()
                .filter(workload -> workload.ref().name().equals(service.ref().name()))
                .toList();
        if (meant.size() != 1) return Optional.empty();
        Map<String, String> own = TemplateLabels.of(meant.getFirst());
        return TELLING.stream()
                .filter(label -> own.containsKey(label) && !service.selector().containsKey(label))
                .map(label -> new Mixture(service, meant.getFirst(), differing(served, label, own.get(label)), label))
                .filter(mixture -> !mixture.others().isEmpty())
                .findFirst();
    }

    private static List<Workload> differing(List<Workload> served, String label, String own) {
        return served.stream()
                .filter(workload -> !Objects.equals(TemplateLabels.of(workload).getOrDefault(label, own), own))
                .toList();
    }

    private Finding finding(Mixture mixture) {
        SelectingService service = mixture.service();
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(Clue.Source.SPEC, service.ref(), "spec.selector is " + service.words()));
        mixture.others()
                .forEach(other -> clues.add(new Clue(
                        Clue.Source.SPEC,
                        other.ref(),
                        "its pods have " + mixture.label() + "="
                                + TemplateLabels.of(other).get(mixture.label()))));
        String others =
                mixture.others().stream().map(other -> other.ref().toString()).collect(Collectors.joining(", "));
        return new Finding(
                rule(),
                service.ref(),
                "the Service leads to pods of " + others + ", too",
                "its selector " + service.words() + " does not tell "
                        + mixture.meant().ref() + " from " + others,
                clues,
                new Remedy.Repairs(repairs(mixture)),
                Finding.LEAST_SETTLE);
    }

    private static List<Repair> repairs(Mixture mixture) {
        List<Repair> repairs = new ArrayList<>();
        if (mixture.others().size() == 1) {
            Workload stray = mixture.others().getFirst();
            Map<String, String> before = TemplateLabels.former(stray);
            if (!before.isEmpty() && !mixture.service().selects(before))
                repairs.add(Relabelling.back(mixture.service(), stray));
        }
        String value = TemplateLabels.of(mixture.meant()).get(mixture.label());
        repairs.add(new Repair(
                "select " + mixture.label() + "=" + value + " besides",
                List.of(Repairs.set(
                        mixture.service().ref(),
                        SelectingService.SELECTOR.to(new FieldPath.Key(mixture.label())),
                        value)),
                Confidence.LIKELY,
                "pods of " + mixture.meant().ref() + " have it, and those of the others do not",
                Repairs.FITS));
        return repairs;
    }
}
