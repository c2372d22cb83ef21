package dev.landfall.remediate.rule;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.remediate.Clue;
import dev.landfall.remediate.Snapshot;
import dev.landfall.remediate.Workload;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * That the API server does not take the pods which the controller of a workload would make, and in what words. ReplicaSets
 * keep them in a condition; of other workloads there are events alone, which count only while pods are missing and none
 * was made since.
 *
 * @param message the latest
 */
record CreationFailure(Workload workload, String message, List<Clue> clues) {
    private static final String REASON = "FailedCreate";

    static Optional<CreationFailure> of(Workload workload, Snapshot snapshot) {
        if (!lacksPods(workload)) return Optional.empty();
        List<Clue> clues = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        makers(workload).forEach(maker -> {
            Condition failure = Condition.of(maker, "ReplicaFailure");
            if (!failure.isTrue()) return;
            messages.add(failure.message());
            clues.add(new Clue(Clue.Source.STATUS, maker.ref(), failure.text()));
        });
        makers(workload)
                .flatMap(maker -> snapshot.warnings(maker).stream()
                        .filter(event -> event.reason().equals(REASON) && !isBefore(event, workload))
                        .map(event -> new Clue(Clue.Source.EVENT, maker.ref(), REASON + ": " + event.message())))
                .toList()
                .reversed()
                .forEach(clue -> {
                    messages.add(clue.text().substring(REASON.length() + 2));
                    clues.add(clue);
                });
        return messages.stream().findFirst().map(first -> new CreationFailure(workload, first, clues));
    }

    /** Whether fewer pods are there than are wanted; a pod that is over is there. */
    static boolean lacksPods(Workload workload) {
        LiveObject live = workload.live();
        return switch (live.ref().kind()) {
            case "Deployment", "StatefulSet", "ReplicaSet", "ReplicationController" ->
                workload.pods().size() < live.at("/spec/replicas").asLong(1);
            case "DaemonSet" ->
                workload.pods().size()
                        < live.at("/status/desiredNumberScheduled").asLong(0);
            case "Job" -> workload.pods().isEmpty() && !isEnded(live);
            case "CronJob" ->
                workload.pods().isEmpty()
                        && workload.newest().filter(job -> !isEnded(job)).isPresent();
            default -> false;
        };
    }

    private static boolean isEnded(LiveObject job) {
        return Condition.of(job, "Complete").isTrue()
                || Condition.of(job, "Failed").isTrue()
                || job.at("/spec/suspend").asBoolean(false);
    }

    private static Stream<LiveObject> makers(Workload workload) {
        return Stream.concat(workload.newest().stream(), Stream.of(workload.live()));
    }

    /** What was said before a pod could be made after all is history. */
    private static boolean isBefore(EventNote event, Workload workload) {
        return workload.pods().stream().flatMap(pod -> createdAt(pod).stream()).anyMatch(event.at()::isBefore);
    }

    private static Optional<Instant> createdAt(LiveObject pod) {
        try {
            return Optional.of(
                    Instant.parse(pod.at("/metadata/creationTimestamp").asString("")));
        } catch (DateTimeParseException unknown) {
            return Optional.empty();
        }
    }

    /** Whether it says this, in lower case, in the latest words. */
    boolean says(String fragment) {
        return message.toLowerCase(Locale.ROOT).contains(fragment);
    }

    String sign() {
        return "its pods are not let into the cluster: " + message;
    }
}
