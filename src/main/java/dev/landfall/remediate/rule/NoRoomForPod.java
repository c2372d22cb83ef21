package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;

/** The nodes that a pod may go to have not what it requests (failure 11). */
final class NoRoomForPod implements Analyzer.OfWorkloads {
    private static final Pattern INSUFFICIENT =
            Pattern.compile("insufficient ([a-z0-9./-]*[a-z0-9])", Pattern.CASE_INSENSITIVE);
    /** What a node needs besides for what runs on all of them. */
    private static final double SHARE = 0.75;

    @Override
    public String rule() {
        return "no-room-for-pod";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return Unscheduled.of(workload, snapshot)
                .filter(pod -> pod.says("insufficient ", "too many pods"))
                .filter(pod -> pod.nodes().isEmpty() || !pod.open().isEmpty())
                .map(this::finding);
    }

    /**
     * @param wanted of it by all containers of the pod together
     * @param largest that an open node has of it; empty where no node has it or none can be read
     */
    private record Shortage(Unscheduled pod, String resource, Amount wanted, Optional<Amount> largest) {
        boolean isImpossible() {
            return largest.map(wanted::isMoreThan).orElse(false);
        }

        /** The container that wants most. */
        Optional<TemplateContainer> greediest() {
            return containers(pod).max(Comparator.comparing(container -> requested(container, resource)));
        }
    }

    private static Stream<TemplateContainer> containers(Unscheduled pod) {
        return pod.workload()
                .containers()
                .flatMap(json ->
                        TemplateContainer.of(pod.workload(), json.path("name").asString("")).stream());
    }

    /** A limit without a request is the request, too. */
    private static Amount requested(TemplateContainer container, String resource) {
        return Stream.of("requests", "limits")
                .flatMap(list ->
                        Amount.of(container.json().path("resources").path(list).path(resource)).stream())
                .findFirst()
                .orElse(Amount.NONE);
    }

    private static Shortage shortage(Unscheduled pod) {
        Matcher named = INSUFFICIENT.matcher(pod.condition().message());
        String resource = named.find() ? named.group(1) : "pods";
        Amount wanted = pod.workload()
                .podSpec()
                .path("containers")
                .valueStream()
                .flatMap(json ->
                        TemplateContainer.of(pod.workload(), json.path("name").asString("")).stream())
                .map(container -> requested(container, resource))
                .reduce(Amount.NONE, Amount::plus);
        Optional<Amount> largest = pod.open().stream()
                .flatMap(node -> allocatable(node, resource).stream())
                .max(Comparator.naturalOrder());
        return new Shortage(pod, resource, wanted, largest);
    }

    private static Optional<Amount> allocatable(LiveObject node, String resource) {
        return Amount.of(node.at("/status/allocatable").path(resource));
    }

    private Finding finding(Unscheduled pod) {
        Shortage shortage = shortage(pod);
        return pod.finding(rule(), cause(shortage), clues(shortage), repairs(shortage), person(shortage));
    }

    private static String cause(Shortage shortage) {
        String wanted = shortage.wanted().of(shortage.resource()) + " of " + shortage.resource();
        if (shortage.resource().equals("pods")) return "every node that it may go to has all the pods that it takes";
        if (shortage.isImpossible())
            return "it requests " + wanted + ", and the largest node that it may go to has "
                    + shortage.largest().orElseThrow().of(shortage.resource());
        if (shortage.largest().isEmpty() && !shortage.pod().nodes().isEmpty())
            return "it requests " + wanted + ", which no node has";
        return "it requests " + wanted + ", and the nodes that it may go to have not so much left";
    }

    private static List<Clue> clues(Shortage shortage) {
        return shortage.pod().open().stream()
                .map(node -> new Clue(
                        Clue.Source.STATUS,
                        node.ref(),
                        "allocatable " + shortage.resource() + ": "
                                + allocatable(node, shortage.resource())
                                        .map(amount -> amount.of(shortage.resource()))
                                        .orElse("none")))
                .limit(4)
                .toList();
    }

    private static List<Repair> repairs(Shortage shortage) {
        List<TemplateChange> raised = containers(shortage.pod())
                .flatMap(container -> Stream.of("requests", "limits")
                        .flatMap(list -> container.changes("resources", list, shortage.resource()).stream()))
                .filter(NoRoomForPod::isRaised)
                .toList();
        if (!raised.isEmpty()) return Repairs.takenBack(raised);
        if (shortage.isImpossible()) return clamped(shortage);
        return Surge.left(shortage.pod().workload(), Confidence.LIKELY);
    }

    private static boolean isRaised(TemplateChange change) {
        return change.then()
                .flatMap(Amount::of)
                .flatMap(then -> change.now().flatMap(Amount::of).map(now -> now.isMoreThan(then)))
                .orElse(false);
    }

    private static List<Repair> clamped(Shortage shortage) {
        Amount others = shortage.wanted()
                .minus(shortage.greediest()
                        .map(container -> requested(container, shortage.resource()))
                        .orElse(Amount.NONE));
        Amount left = shortage.largest().orElseThrow().times(SHARE).minus(others);
        if (!left.isMoreThan(Amount.NONE)) return List.of();
        String value = left.of(shortage.resource());
        return shortage.greediest().stream()
                .map(container -> new Repair(
                        "request " + value + " of " + shortage.resource() + " for " + container.name(),
                        List.of(container.set(
                                JsonNodeFactory.instance.stringNode(value),
                                "resources",
                                "requests",
                                shortage.resource())),
                        Confidence.LIKELY,
                        "it fits into the largest node, and leaves a quarter of it to others; how much it needs is not known",
                        Repairs.UNTRIED))
                .toList();
    }

    private static Reason person(Shortage shortage) {
        String who = shortage.pod().workload().ref().toString();
        if (shortage.largest().isEmpty() && !shortage.pod().nodes().isEmpty())
            return Reason.lasting(
                    "resource-not-offered",
                    "no node that " + who + " may go to has any " + shortage.resource(),
                    "add such a node, or what makes nodes offer it, such as a device plugin");
        return Reason.lasting(
                "no-capacity",
                "the nodes have not " + shortage.wanted().of(shortage.resource()) + " of " + shortage.resource()
                        + " left in one place for a pod of " + who,
                "add a node or free one; request less only if the pods use less");
    }
}
