package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.NearMatch;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** No node has the labels that a pod asks for (failure 12). */
final class NodeSelectorMatchesNothing implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "node-selector-matches-nothing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return Unscheduled.of(workload, snapshot)
                .filter(one -> one.says("affinity/selector", "node selector", "node affinity"))
                .filter(one -> !one.nodes().isEmpty() && one.chosen().isEmpty())
                .map(this::finding);
    }

    private Finding finding(Unscheduled pod) {
        NodeChoice choice = NodeChoice.of(pod.workload());
        List<String> missing = choice.selector().entrySet().stream()
                .filter(label -> pod.nodes().stream()
                        .noneMatch(node -> label.getValue().equals(node.labels().get(label.getKey()))))
                .map(Map.Entry::toString)
                .toList();
        return pod.finding(
                rule(),
                missing.isEmpty()
                        ? "no node is what its selector and its affinity together ask for"
                        : "no node has label " + String.join(", ", missing),
                List.of(new Clue(
                        Clue.Source.SPEC,
                        pod.workload().ref(),
                        "it asks for " + choice.selector()
                                + (choice.terms().isEmpty() ? "" : " and " + choice.terms()))),
                repairs(pod, choice),
                Reason.lasting(
                        "no-such-node",
                        "no node is what " + pod.workload().ref() + " asks for, nor nearly so",
                        "give a node the label (kubectl label node NODE KEY=VALUE), or have the pods ask for another one"));
    }

    private static List<Repair> repairs(Unscheduled pod, NodeChoice choice) {
        List<Repair> former = Repairs.takenBack(Stream.of("nodeSelector", "affinity")
                .flatMap(field -> pod.changes(field).stream())
                .toList());
        if (!former.isEmpty()) return former;
        List<Repair> near = choice.selector().entrySet().stream()
                .flatMap(label -> near(pod, choice, label.getKey(), label.getValue()))
                .toList();
        if (!near.isEmpty()) return near;
        return choice.selector().keySet().stream()
                .filter(key ->
                        pod.nodes().stream().noneMatch(node -> node.labels().containsKey(key)))
                .map(key -> dropped(pod, key))
                .toList();
    }

    private static Stream<Repair> near(Unscheduled pod, NodeChoice choice, String key, String wrong) {
        List<String> values = pod.nodes().stream()
                .map(node -> node.labels().get(key))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (values.contains(wrong)) return Stream.of();
        List<String> near = NearMatch.among(wrong, values).stream()
                .filter(value -> pod.nodes().stream().anyMatch(choice.with(key, value)::allows))
                .toList();
        Confidence confidence = near.size() == 1 ? Confidence.CERTAIN : Confidence.LIKELY;
        return near.stream()
                .map(value -> new Repair(
                        "ask for nodes with " + key + "=" + value,
                        List.of(Repairs.set(pod.workload(), place(pod, key), value)),
                        confidence,
                        "nodes have it, and none has " + key + "=" + wrong,
                        Repairs.FITS));
    }

    private static Repair dropped(Unscheduled pod, String key) {
        return new Repair(
                "ask for no label " + key,
                List.of(new DesiredChange.RemoveField(pod.workload().ref(), place(pod, key))),
                Confidence.LIKELY,
                "no node has it with any value",
                Repairs.UNTRIED);
    }

    private static FieldPath place(Unscheduled pod, String key) {
        return pod.field("nodeSelector").to(new FieldPath.Key(key));
    }
}
