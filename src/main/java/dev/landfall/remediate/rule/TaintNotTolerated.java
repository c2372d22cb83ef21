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
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The nodes that a pod may choose have a taint that it does not tolerate (failure 13). */
final class TaintNotTolerated implements Analyzer.OfWorkloads {
    @Override
    public String rule() {
        return "taint-not-tolerated";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return Unscheduled.of(workload, snapshot)
                .filter(pod -> pod.says("taint", "unschedulable"))
                .filter(pod -> !pod.chosen().isEmpty() && pod.open().isEmpty())
                .map(this::finding);
    }

    private Finding finding(Unscheduled pod) {
        List<Taint> taints = pod.chosen().stream()
                .flatMap(Taint::of)
                .filter(taint -> !taint.isToleratedBy(pod.workload()))
                .distinct()
                .toList();
        List<Taint> dedicated =
                taints.stream().filter(taint -> !taint.isOfTrouble()).toList();
        boolean trouble = dedicated.isEmpty();
        return pod.finding(
                rule(),
                trouble
                        ? "every node that it may choose is not well, or is being emptied"
                        : "every node that it may choose has a taint that it does not tolerate",
                List.of(new Clue(
                        Clue.Source.SPEC, pod.workload().ref(), "taints that it does not tolerate: " + taints)),
                trouble ? List.of() : repairs(pod, dedicated),
                trouble ? nodes(pod) : person(pod, dedicated));
    }

    private static List<Repair> repairs(Unscheduled pod, List<Taint> taints) {
        List<Repair> former = Repairs.takenBack(pod.changes("tolerations"));
        if (!former.isEmpty()) return former;
        List<Repair> near = taints.stream()
                .flatMap(taint -> nearlyTolerated(pod, taint).stream())
                .toList();
        if (near.size() == 1) return near;
        if (taints.size() != 1 || !NodeChoice.of(pod.workload()).isMade()) return List.of();
        return List.of(added(pod, taints.getFirst()));
    }

    /** A toleration of the same key, or one that is misspelt. */
    private static Optional<Repair> nearlyTolerated(Unscheduled pod, Taint taint) {
        JsonNode all = pod.workload().podSpec().path("tolerations");
        return IntStream.range(0, all.size())
                .filter(i -> isMeant(all.get(i).path("key").asString(""), taint))
                .mapToObj(i -> new Repair(
                        "tolerate taint " + taint,
                        List.of(new DesiredChange.SetField(
                                pod.workload().ref(),
                                pod.field("tolerations").to(new FieldPath.Index(i)),
                                toleration(taint))),
                        Confidence.CERTAIN,
                        "it tolerates " + said(all.get(i)) + ", which no node has and which is nearly the same",
                        Repairs.FITS))
                .findFirst();
    }

    private static boolean isMeant(String key, Taint taint) {
        return key.equals(taint.key()) || (!key.isEmpty() && NearMatch.isMisspelt(key, taint.key()));
    }

    private static String said(JsonNode toleration) {
        return new Taint(
                        toleration.path("key").asString(""),
                        toleration.path("value").asString(""),
                        toleration.path("effect").asString("any effect"))
                .toString();
    }

    private static Repair added(Unscheduled pod, Taint taint) {
        return new Repair(
                "tolerate taint " + taint,
                List.of(new DesiredChange.AddListItem(
                        pod.workload().ref(),
                        pod.field("tolerations").to(new FieldPath.Item("key", taint.key())),
                        toleration(taint))),
                Confidence.LIKELY,
                "all nodes that the pod asks for have this taint",
                Repairs.UNTRIED);
    }

    private static ObjectNode toleration(Taint taint) {
        ObjectNode toleration = JsonNodeFactory.instance.objectNode().put("key", taint.key());
        if (taint.value().isEmpty()) toleration.put("operator", "Exists");
        else toleration.put("operator", "Equal").put("value", taint.value());
        return toleration.put("effect", taint.effect());
    }

    private static Reason nodes(Unscheduled pod) {
        return Reason.lasting(
                "nodes-in-trouble",
                "no node is open for " + pod.workload().ref() + ", and no manifest changes that",
                "see kubectl get nodes: what is not ready, under pressure, or cordoned");
    }

    private static Reason person(Unscheduled pod, List<Taint> taints) {
        return Reason.lasting(
                "taint-not-tolerated",
                "nothing says that " + pod.workload().ref() + " is meant for nodes with " + taints,
                "add a toleration if it is; else add nodes without a taint. The taint is there for a reason");
    }
}
