package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Finding.Remedy;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A workload rests with no replicas, and something wants it (failure 40): what was last applied says another number, or
 * a Service leads to it and to nothing else. That one rests which nothing leads to, or whose number another program
 * sets, is planned.
 */
final class ScaledToZero implements Analyzer.OfWorkloads {
    private static final String APPLIED = "kubectl.kubernetes.io/last-applied-configuration";
    private static final Set<String> SCALED = Set.of("Deployment", "StatefulSet");
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String rule() {
        return "scaled-to-zero";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        if (!rests(workload) || isScaledByOthers(workload, snapshot)) return Optional.empty();
        List<SelectingService> wanting = SelectingService.all(snapshot)
                .filter(service ->
                        service.ref().namespace().equals(workload.ref().namespace()))
                .filter(service -> !service.isHeadless() && service.selects(TemplateLabels.of(workload)))
                .filter(service -> service.pods(snapshot).isEmpty()
                        && service.workloads(snapshot).stream().allMatch(ScaledToZero::rests))
                .toList();
        Optional<Integer> applied = applied(workload.live());
        boolean drifted = applied.filter(count -> count > 0).isPresent();
        return drifted || !wanting.isEmpty()
                ? Optional.of(finding(workload, applied.filter(count -> count > 0), wanting, snapshot))
                : Optional.empty();
    }

    private static boolean rests(Workload workload) {
        return SCALED.contains(workload.ref().kind())
                && workload.live().at("/spec/replicas").asLong(1) == 0;
    }

    /** Programs that put workloads to sleep note down how many replicas they had. */
    private static boolean isScaledByOthers(Workload workload, Snapshot snapshot) {
        boolean noted =
                workload.live().annotations().keySet().stream().anyMatch(key -> key.endsWith("original-replicas"));
        boolean scaledOnDemand = snapshot
                .all("keda.sh", "ScaledObject", workload.ref().namespace())
                .stream()
                .anyMatch(scaler -> scaler.at("/spec/scaleTargetRef/name")
                        .asString("")
                        .equals(workload.ref().name()));
        return noted || scaledOnDemand;
    }

    private static Optional<Integer> applied(LiveObject live) {
        try {
            JsonNode replicas = JSON.readTree(live.annotations().getOrDefault(APPLIED, "{}"))
                    .at("/spec/replicas");
            return replicas.isInt() ? Optional.of(replicas.asInt()) : Optional.empty();
        } catch (JacksonException unreadable) {
            return Optional.empty();
        }
    }

    private Finding finding(
            Workload workload, Optional<Integer> applied, List<SelectingService> wanting, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(Clue.Source.SPEC, workload.ref(), "spec.replicas is 0"));
        applied.ifPresent(count ->
                clues.add(new Clue(Clue.Source.SPEC, workload.ref(), "its manifest, as last applied, says " + count)));
        wanting.forEach(service -> {
            clues.add(new Clue(Clue.Source.SPEC, service.ref(), "it leads to these pods alone"));
            IngressBackend.all(snapshot)
                    .filter(backend -> backend.isService(service.ref()))
                    .forEach(backend -> clues.add(
                            new Clue(Clue.Source.SPEC, backend.ingress().ref(), "it leads to " + service.ref())));
        });
        return new Finding(
                rule(),
                workload.ref(),
                "it has 0 replicas",
                applied.map(count -> "it was scaled to 0 in the cluster; its manifest says " + count)
                        .orElseGet(() -> "it is scaled to 0, and nothing else answers for "
                                + wanting.getFirst().ref()),
                clues,
                new Remedy.Repairs(List.of(repair(workload, applied))),
                Finding.LEAST_SETTLE);
    }

    private static Repair repair(Workload workload, Optional<Integer> applied) {
        int count = applied.orElse(1);
        return new Repair(
                "want " + count + (count == 1 ? " replica" : " replicas"),
                List.of(Repairs.set(
                        workload.ref(), FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(count))),
                applied.isPresent() ? Confidence.CERTAIN : Confidence.LIKELY,
                applied.isPresent() ? "its manifest says so" : "it is the least that serves",
                applied.isPresent() ? Repairs.RAN_BEFORE : Repairs.UNTRIED);
    }
}
