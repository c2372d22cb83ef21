package dev.landfall.remediate.rule;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Confidence;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Repair;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A liveness or startup probe has a container killed that would have lived (failure 7). */
final class LivenessProbeKills implements Analyzer.OfWorkloads {
    private static final Set<Integer> KILLED = Set.of(137, 143);
    private static final long LEAST_FAILURES = 30;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public String rule() {
        return "liveness-probe-kills";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> state.endsOften(snapshot.now()))
                .filter(state -> !ranOutOfMemory(state))
                .flatMap(state -> TemplateContainer.of(workload, state.name())
                        .flatMap(container -> killer(container, state, snapshot))
                        .map(probe -> finding(state, probe, snapshot))
                        .stream())
                .findFirst();
    }

    private static boolean ranOutOfMemory(ContainerState state) {
        return state.lastEnd().map(end -> end.reason().equals("OOMKilled")).orElse(false);
    }

    private static boolean diedOfSignal(ContainerState state) {
        return state.lastEnd().map(end -> KILLED.contains(end.exitCode())).orElse(false);
    }

    /**
     * The probe that an event names, else the one whose patience is as long as the container lived. A process that
     * ends in order when it is told to has an exit code of its own: there, both must speak for the probe.
     */
    private static Optional<Probe> killer(TemplateContainer container, ContainerState state, Snapshot snapshot) {
        List<Probe> probes = Stream.of(Probe.Kind.STARTUP, Probe.Kind.LIVENESS)
                .flatMap(kind -> Probe.of(container, kind).stream())
                .toList();
        Predicate<Probe> named = probe -> Clues.warnings(state.pod(), snapshot, ProbeAnswer.fragments(probe.kind()))
                .findAny()
                .isPresent();
        Predicate<Probe> inTime = probe -> isAsOldAs(state, probe);
        Stream<Predicate<Probe>> signs = diedOfSignal(state) ? Stream.of(named, inTime) : Stream.of(named.and(inTime));
        return signs.flatMap(sign -> probes.stream().filter(sign)).findFirst();
    }

    /** From the first failure that counts until a kill at the end of the grace period, give or take two looks. */
    private static boolean isAsOldAs(ContainerState state, Probe probe) {
        Duration budget = probe.budget();
        long grace = state.pod().at("/spec/terminationGracePeriodSeconds").asLong(30);
        Duration latest = budget.plusSeconds(grace + 2 * probe.period());
        return state.lastEnd()
                .flatMap(ContainerState.Ended::life)
                .map(life ->
                        life.compareTo(budget.minusSeconds(probe.period() + 1)) >= 0 && life.compareTo(latest) <= 0)
                .orElse(false);
    }

    private Finding finding(ContainerState state, Probe probe, Snapshot snapshot) {
        ProbeAnswer answer = ProbeAnswer.of(probe, state.pod(), snapshot);
        ProbeRepairs target = new ProbeRepairs(probe, answer, LastWords.of(state, snapshot));
        return new Finding(
                rule(),
                probe.container().workload().ref(),
                "container " + state.name() + " is killed by its "
                        + probe.kind().word() + " probe",
                ProbeTrouble.cause(probe, answer, target),
                clues(state, probe, snapshot),
                Repairs.orPerson(repairs(state, probe, answer, target), person(probe)),
                SettleTime.thrice(state));
    }

    private static List<Clue> clues(ContainerState state, Probe probe, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>(Clues.ofEnd(state));
        clues.addAll(ProbeTrouble.clues(state, probe, snapshot));
        state.lastEnd()
                .flatMap(ContainerState.Ended::life)
                .ifPresent(life -> clues.add(new Clue(
                        Clue.Source.SPEC,
                        probe.container().workload().ref(),
                        "it lived for " + life.toSeconds() + " s, and the probe may fail for "
                                + probe.budget().toSeconds() + " s")));
        clues.addAll(LastWords.of(state, snapshot).clues());
        return clues;
    }

    private static List<Repair> repairs(ContainerState state, Probe probe, ProbeAnswer answer, ProbeRepairs target) {
        List<Repair> repairs = new ArrayList<>(target.all());
        boolean certain = repairs.stream().anyMatch(repair -> repair.confidence() == Confidence.CERTAIN);
        boolean mayBeStarting = switch (answer.what()) {
            case REFUSED, SLOW, UNKNOWN -> true;
            case FAULT -> probe.kind() == Probe.Kind.STARTUP;
            case WRONG_PATH, NOT_ALLOWED, NO_TLS, TLS, OTHER -> false;
        };
        if (!certain && mayBeStarting && isAsOldAs(state, probe)) repairs.add(moreTime(state, probe));
        return repairs;
    }

    /** Three times what it had, by a startup probe: the liveness probe stays as strict as it is. */
    private static Repair moreTime(ContainerState state, Probe probe) {
        long life = state.lastEnd()
                .flatMap(ContainerState.Ended::life)
                .orElse(probe.budget())
                .toSeconds();
        long failures = Math.max(LEAST_FAILURES, Math.ceilDiv(3 * life, probe.period()));
        boolean has = Probe.of(probe.container(), Probe.Kind.STARTUP).isPresent();
        return new Repair(
                "give " + probe.container().name() + " " + failures * probe.period() + " s to start",
                List.of(has ? startup(probe, failures) : addedStartup(probe, failures)),
                Confidence.LIKELY,
                "it is killed as soon as the probe may, so it may only need longer",
                Repairs.UNTRIED);
    }

    private static DesiredChange startup(Probe probe, long failures) {
        return probe.container().set(JSON.numberNode(failures), "startupProbe", "failureThreshold");
    }

    private static DesiredChange addedStartup(Probe probe, long failures) {
        ObjectNode added = JSON.objectNode();
        Stream.of("httpGet", "tcpSocket", "grpc", "exec", "timeoutSeconds")
                .forEach(field -> Optional.of(probe.json().path(field))
                        .filter(value -> !value.isMissingNode())
                        .map(JsonNode::deepCopy)
                        .ifPresent(value -> added.set(field, value)));
        added.put("periodSeconds", probe.period()).put("failureThreshold", failures);
        return probe.container().set(added, "startupProbe");
    }

    private static Reason person(Probe probe) {
        return Reason.lasting(
                "not-alive-by-own-word",
                probe + " is answered, and the answer is that it is not well",
                "see its log and what it depends on; a probe that asks for what others do kills what is well itself");
    }
}
