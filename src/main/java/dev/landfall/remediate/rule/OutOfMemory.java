package dev.landfall.remediate.rule;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.TemplateChange;
import dev.landfall.remediate.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A container is killed since it takes more memory than its limit (failure 5). */
final class OutOfMemory implements Analyzer.OfWorkloads {
    private static final String KILLED = "OOMKilled";
    private static final double RAISE = 2;
    private static final double LEAST_REQUEST = 0.6;

    @Override
    public String rule() {
        return "out-of-memory";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> state.endsOften(snapshot.now()))
                .filter(state ->
                        state.lastEnd().map(end -> end.reason().equals(KILLED)).orElse(false))
                .findFirst()
                .flatMap(state -> TemplateContainer.of(workload, state.name())
                        .map(container -> finding(new Killed(container, state), snapshot)));
    }

    /** @param state of the container in the pod that was looked at */
    private record Killed(TemplateContainer container, ContainerState state) {

        /** As it holds for the pod, where the template may say none. */
        Optional<Amount> limit() {
            return written().or(() -> Amount.of(inPod().at("/resources/limits/memory")));
        }

        Optional<Amount> written() {
            return Amount.of(container.json().at("/resources/limits/memory"));
        }

        private JsonNode inPod() {
            return Stream.of("/spec/initContainers", "/spec/containers")
                    .flatMap(list -> state.pod().at(list).valueStream())
                    .filter(one -> one.path("name").asString("").equals(state.name()))
                    .findFirst()
                    .orElseGet(tools.jackson.databind.node.MissingNode::getInstance);
        }

        Optional<Amount> formerLimit() {
            return container.former().flatMap(then -> Amount.of(then.at("/resources/limits/memory")));
        }

        /** A limit that was raised, and is reached again: what grows without end needs no larger one. */
        boolean wasRaisedInVain() {
            return formerLimit()
                    .flatMap(then -> limit().map(now -> now.isMoreThan(then)))
                    .orElse(false);
        }
    }

    private Finding finding(Killed killed, Snapshot snapshot) {
        Workload workload = killed.container().workload();
        return new Finding(
                rule(),
                workload.ref(),
                "container " + killed.state().name() + " is killed for its use of memory",
                cause(killed),
                clues(killed),
                Repairs.orPerson(repairs(killed, snapshot), person(killed)),
                SettleTime.thrice(killed.state()));
    }

    private static String cause(Killed killed) {
        Optional<Amount> limit = killed.limit();
        if (limit.isEmpty()) return "it has no limit, so the node itself had no memory left";
        String text = "it reaches its limit of " + limit.get().of("memory");
        if (killed.written().isEmpty())
            return text + ", which the template does not set: a default of the namespace does";
        return killed.formerLimit()
                .map(then -> text + ", which was " + then.of("memory") + " in the revision before")
                .orElse(text);
    }

    private static List<Clue> clues(Killed killed) {
        List<Clue> clues = new ArrayList<>(Clues.ofEnd(killed.state()));
        killed.limit()
                .ifPresent(limit -> clues.add(
                        killed.written().isPresent()
                                ? Clues.ofField(
                                        killed.container().workload(),
                                        killed.container().to("resources", "limits", "memory"),
                                        limit.of("memory"))
                                : new Clue(
                                        Clue.Source.SPEC,
                                        killed.state().pod().ref(),
                                        "the pod has a limit of " + limit.of("memory") + ", the template none")));
        HeapFlag.of(killed.container()).ifPresent(flag -> clues.add(flag.clue()));
        return clues;
    }

    private static List<Repair> repairs(Killed killed, Snapshot snapshot) {
        Optional<Amount> limit = killed.limit();
        if (limit.isEmpty() || killed.wasRaisedInVain()) return List.of();
        Optional<TemplateChange> lowered = lowered(killed);
        if (lowered.isPresent()) return List.of(Repairs.takenBack(lowered.get()));
        List<Repair> repairs = new ArrayList<>();
        HeapFlag.of(killed.container())
                .filter(flag -> flag.isTooMuchOf(limit.get()))
                .ifPresent(flag -> repairs.add(flag.fittedTo(limit.get())));
        Amount wanted = limit.get().times(RAISE);
        if (!mostAllowed(killed, snapshot).map(wanted::isMoreThan).orElse(false)) repairs.add(raised(killed, wanted));
        return repairs;
    }

    private static Optional<TemplateChange> lowered(Killed killed) {
        boolean less = killed.formerLimit()
                .map(then -> then.isMoreThan(killed.limit().orElseThrow()))
                .orElse(false);
        if (!less) return Optional.empty();
        return killed.container().changes("resources", "limits", "memory").stream()
                .findFirst();
    }

    /** By a LimitRange, else by the largest node, if that is known. */
    private static Optional<Amount> mostAllowed(Killed killed, Snapshot snapshot) {
        String namespace = killed.container().workload().ref().namespace();
        Stream<Amount> ranges = snapshot.all("", "LimitRange", namespace).stream()
                .flatMap(range -> range.at("/spec/limits").valueStream())
                .filter(one -> one.path("type").asString("").equals("Container"))
                .flatMap(one -> Amount.of(one.at("/max/memory")).stream());
        Optional<Amount> largestNode = snapshot.all("", "Node").stream()
                .flatMap(node -> memoryOf(node).stream())
                .max(Amount::compareTo);
        return Stream.concat(ranges, largestNode.stream()).min(Amount::compareTo);
    }

    private static Optional<Amount> memoryOf(LiveObject node) {
        return Amount.of(node.at("/status/allocatable/memory"));
    }

    private static Repair raised(Killed killed, Amount wanted) {
        TemplateContainer container = killed.container();
        List<DesiredChange> changes = new ArrayList<>();
        changes.add(memory(container, "limits", wanted));
        Amount request = wanted.times(LEAST_REQUEST);
        Amount.of(container.json().at("/resources/requests/memory"))
                .filter(request::isMoreThan)
                .ifPresent(_ -> changes.add(memory(container, "requests", request)));
        return new Repair(
                "raise the memory limit of " + container.name() + " to " + wanted.of("memory"),
                changes,
                Confidence.LIKELY,
                "it is twice the limit that it reaches; how much it needs is not known",
                Repairs.UNTRIED);
    }

    private static DesiredChange memory(TemplateContainer container, String list, Amount amount) {
        return container.set(JsonNodeFactory.instance.stringNode(amount.of("memory")), "resources", list, "memory");
    }

    private static Reason person(Killed killed) {
        String container = "container " + killed.state().name() + " of "
                + killed.container().workload().ref();
        if (killed.limit().isEmpty())
            return Reason.lasting(
                    "node-out-of-memory",
                    container + " has no memory limit and was killed since its node had none left",
                    "see which pods of the node take more than they request, and give them limits");
        if (killed.wasRaisedInVain())
            return Reason.lasting(
                    "memory-grows",
                    container + " reaches its memory limit again although the last change raised it",
                    "look for a leak, or for load that grows: see its use over time before you raise the limit further");
        return Reason.lasting(
                "memory-bound-reached",
                container + " needs more memory than the namespace or the largest node lets a container have",
                "have it take less, or raise the bound first");
    }
}
