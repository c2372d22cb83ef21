package dev.landfall.remediate.rule;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** A pod that no node takes, and the nodes as far as they may be read. */
record Unscheduled(Workload workload, LiveObject pod, Condition condition, Snapshot snapshot) {
    /** A cluster that grows by itself needs a while for a new node. */
    private static final Duration PASSING = Duration.ofMinutes(1);

    static Optional<Unscheduled> of(Workload workload, Snapshot snapshot) {
        return workload.pods().stream()
                .map(pod -> new Unscheduled(workload, pod, Condition.of(pod, "PodScheduled"), snapshot))
                .filter(one -> one.condition().isFalseBecause("Unschedulable") && one.isLasting())
                .findFirst();
    }

    private boolean isLasting() {
        return condition
                .since()
                .map(since -> since.isBefore(snapshot.now().minus(PASSING)))
                .orElse(true);
    }

    boolean says(String... fragments) {
        String words = condition.message().toLowerCase(Locale.ROOT);
        return Stream.of(fragments).anyMatch(words::contains);
    }

    List<LiveObject> nodes() {
        return snapshot.all("", "Node");
    }

    /** Nodes that the pod's selector and affinity allow. */
    List<LiveObject> chosen() {
        return nodes().stream()
                .filter(node -> NodeChoice.of(workload).allows(node))
                .toList();
    }

    /** Those of them whose taints it tolerates. */
    List<LiveObject> open() {
        return chosen().stream()
                .filter(node -> !node.at("/spec/unschedulable").asBoolean(false))
                .filter(node -> Taint.of(node).noneMatch(taint -> !taint.isToleratedBy(workload)))
                .toList();
    }

    /** What is otherwise than in the revision before, in this field of the pod. */
    List<TemplateChange> changes(String field) {
        FieldPath place = field(field);
        return TemplateChange.of(workload).stream()
                .filter(change -> change.isIn(place))
                .toList();
    }

    FieldPath field(String field) {
        return workload.template().orElseThrow().spec().to(new FieldPath.Key(field));
    }

    Finding finding(String rule, String cause, List<Clue> more, List<Repair> repairs, Reason person) {
        List<Clue> clues = new ArrayList<>();
        clues.add(new Clue(Clue.Source.STATUS, pod.ref(), condition.text()));
        clues.addAll(more);
        return new Finding(
                rule,
                workload.ref(),
                "no node takes " + pod.ref().name() + ": " + condition.message(),
                cause,
                clues,
                Repairs.orPerson(repairs, person),
                Finding.LEAST_SETTLE);
    }
}
