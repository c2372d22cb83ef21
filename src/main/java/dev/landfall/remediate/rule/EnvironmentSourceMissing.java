package dev.landfall.remediate.rule;

import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;

/** A container is not made, since a ConfigMap or Secret for its environment does not exist (failure 8). */
final class EnvironmentSourceMissing implements Analyzer.OfWorkloads {
    static final String NOT_MADE = "CreateContainerConfigError";

    @Override
    public String rule() {
        return "environment-source-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.states()
                .filter(state -> state.waitingFor().equals(NOT_MADE))
                .findFirst()
                .flatMap(state -> MissingSource.of(workload, snapshot, false)
                        .map(missing -> missing.finding(
                                rule(),
                                "container " + state.name() + " is not made: " + state.waitingMessage(),
                                List.of(Clues.ofWaiting(state)))));
    }
}
