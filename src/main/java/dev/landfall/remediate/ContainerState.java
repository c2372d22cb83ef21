package dev.landfall.remediate;

import dev.landfall.cluster.LiveObject;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A container of a pod, as the kubelet tells of it. */
public record ContainerState(LiveObject pod, boolean init, JsonNode status) {
    private static final Duration LATELY = Duration.ofHours(1);
    private static final Duration LEAST_DOUBT = Duration.ofSeconds(10);

    /** Of all containers of a pod, init containers first. */
    static Stream<ContainerState> of(LiveObject pod) {
        return Stream.concat(
                pod.at("/status/initContainerStatuses")
                        .valueStream()
                        .map(status -> new ContainerState(pod, true, status)),
                pod.at("/status/containerStatuses")
                        .valueStream()
                        .map(status -> new ContainerState(pod, false, status)));
    }

    public String name() {
        return status.path("name").asString("");
    }

    /** Why it does not run, such as {@code ImagePullBackOff}; empty where it does not wait. */
    public String waitingFor() {
        return status.at("/state/waiting/reason").asString("");
    }

    public String waitingMessage() {
        return status.at("/state/waiting/message").asString("");
    }

    public long restarts() {
        return status.path("restartCount").asLong(0);
    }

    public boolean isReady() {
        return status.path("ready").asBoolean(false);
    }

    public boolean isRunning() {
        return status.at("/state/running").isObject();
    }

    /** How its last run ended: the present state where it has ended, else the one before; empty where none has. */
    public Optional<Ended> lastEnd() {
        return Stream.of("/state/terminated", "/lastState/terminated")
                .map(status::at)
                .filter(JsonNode::isObject)
                .findFirst()
                .map(Ended::new);
    }

    /** Whether runs of it end, and the kubelet starts it again and again, or has given up. */
    public boolean endsAgainAndAgain() {
        boolean failed = lastEnd().map(end -> !end.isDone()).orElse(false);
        return waitingFor().equals("CrashLoopBackOff")
                || (restarts() > 0 && lastEnd().isPresent() && !isReady())
                || (status.at("/state/terminated").isObject() && failed);
    }

    /**
     * The same of one that runs at this moment: it has not yet run for longer than it did before, so that the next end may
     * be near. Without a readiness probe it counts as ready meanwhile.
     */
    public boolean maySoonEndAgain(Instant now) {
        Duration before = lastEnd().flatMap(Ended::life).orElse(Duration.ZERO).multipliedBy(2);
        Duration doubtful = before.compareTo(LEAST_DOUBT) > 0 ? before : LEAST_DOUBT;
        boolean isYoung = age(now).map(age -> age.compareTo(doubtful) < 0).orElse(false);
        return endsAgainAndAgain() || (restarts() > 0 && lastEnd().isPresent() && isYoung);
    }

    /** Whether runs of it end, though it may run at this moment, and call itself ready until the next end. */
    public boolean endsOften(Instant now) {
        boolean lately = lastEnd()
                .flatMap(Ended::finished)
                .map(end -> end.isAfter(now.minus(LATELY)))
                .orElse(false);
        return endsAgainAndAgain() || (restarts() > 1 && lately);
    }

    /** For how long it has been running; empty where it does not run. */
    public Optional<Duration> age(Instant now) {
        return time(status.at("/state/running/startedAt")).map(start -> Duration.between(start, now));
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asString("")));
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /** One run that is over. */
    public record Ended(JsonNode state) {

        public int exitCode() {
            return state.path("exitCode").asInt(0);
        }

        public String reason() {
            return state.path("reason").asString("");
        }

        public String message() {
            return state.path("message").asString("");
        }

        public boolean isDone() {
            return exitCode() == 0;
        }

        /** How long it lived, by the clock of its node. */
        public Optional<Duration> life() {
            return time(state.path("startedAt")).flatMap(start -> finished().map(end -> Duration.between(start, end)));
        }

        public Optional<Instant> finished() {
            return time(state.path("finishedAt"));
        }

        @Override
        public String toString() {
            return "exit code " + exitCode() + " (" + (reason().isEmpty() ? "unknown" : reason()) + ")"
                    + (message().isEmpty() ? "" : ": " + message());
        }
    }
}
