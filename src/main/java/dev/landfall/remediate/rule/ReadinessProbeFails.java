package dev.landfall.remediate.rule;

import dev.landfall.reason.Reason;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.ContainerState;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A container runs, and its readiness probe keeps it from traffic (failure 6). */
final class ReadinessProbeFails implements Analyzer.OfWorkloads {
    /** What is younger may still be starting: nothing says when a process should be ready. */
    private static final Duration STARTING = Duration.ofMinutes(2);

    @Override
    public String rule() {
        return "readiness-probe-fails";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> state.isRunning() && !state.isReady() && !state.init())
                .flatMap(state -> TemplateContainer.of(workload, state.name())
                        .flatMap(container -> Probe.of(container, Probe.Kind.READINESS))
                        .filter(probe -> isOverdue(state, probe, snapshot.now()))
                        .map(probe -> finding(workload, state, probe, snapshot))
                        .stream())
                .findFirst();
    }

    /** As long as a startup probe has not succeeded, this one is not asked. */
    private static boolean isOverdue(ContainerState state, Probe probe, Instant now) {
        if (!state.status().path("started").asBoolean(true)) return false;
        Duration patience = probe.budget().compareTo(STARTING) > 0 ? probe.budget() : STARTING;
        return state.age(now).map(age -> age.compareTo(patience) > 0).orElse(false);
    }

    private Finding finding(Workload workload, ContainerState state, Probe probe, Snapshot snapshot) {
        ProbeAnswer answer = ProbeAnswer.of(probe, state.pod(), snapshot);
        LastWords log = LastWords.ofPresentRun(state, snapshot);
        ProbeRepairs repairs = new ProbeRepairs(probe, answer, log);
        return new Finding(
                rule(),
                workload.ref(),
                "container " + state.name() + " runs and is not ready",
                ProbeTrouble.cause(probe, answer, repairs),
                clues(state, probe, log, snapshot),
                Repairs.orPerson(repairs.all(), person(probe, answer)),
                SettleTime.atMost(probe.budget().multipliedBy(3)));
    }

    private static List<Clue> clues(ContainerState state, Probe probe, LastWords log, Snapshot snapshot) {
        List<Clue> clues = new ArrayList<>(ProbeTrouble.clues(state, probe, snapshot));
        clues.addAll(log.clues());
        return clues;
    }

    private static Reason person(Probe probe, ProbeAnswer answer) {
        return switch (answer.what()) {
            case FAULT, OTHER ->
                Reason.lasting(
                        "not-ready-by-own-word",
                        probe + " is answered, and the answer is that it is not ready",
                        "see its log and what it depends on: the probe does what it is for");
            default ->
                Reason.lasting(
                        "probe-not-answered",
                        "nothing answers " + probe + ", and nothing in what is defined tells why",
                        "see its log: where it listens, and what it waits for");
        };
    }
}
