package dev.landfall.remediate.rule;

import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Analyzer;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Finding;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.util.List;
import java.util.Optional;

/** A pod waits for a volume of a ConfigMap or Secret that does not exist (failure 9). */
final class VolumeSourceMissing implements Analyzer.OfWorkloads {
    private static final String REASON = "FailedMount";

    @Override
    public String rule() {
        return "volume-source-missing";
    }

    @Override
    public Optional<Finding> look(Workload workload, Snapshot snapshot) {
        return workload.pods().stream()
                .filter(pod -> pod.at("/status/phase").asString("").equals("Pending"))
                .filter(pod -> pod.at("/spec/nodeName").isString())
                .findFirst()
                .flatMap(pod -> MissingSource.of(workload, snapshot, true)
                        .map(missing -> missing.finding(
                                rule(),
                                pod.ref().kind() + " " + pod.ref().name() + " waits for a volume from "
                                        + missing.reference(),
                                clues(pod, snapshot))));
    }

    /** The events expire; that the object is missing does not. */
    private static List<Clue> clues(LiveObject pod, Snapshot snapshot) {
        return snapshot.warnings(pod).stream()
                .filter(event -> event.reason().equals(REASON))
                .map(event -> clue(pod, event))
                .toList();
    }

    private static Clue clue(LiveObject pod, EventNote event) {
        return new Clue(Clue.Source.EVENT, pod.ref(), event.reason() + ": " + event.message());
    }
}
