package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GoDuration;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A typed look at one snapshot of a Kustomization. */
record KustomizationStatus(LiveObject live) {
    private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(30);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    ObjectRef ref() {
        return live.ref();
    }

    /** {@code apps -n flux-system}, as the flux command line takes it. */
    String argument() {
        return ref().name() + " -n " + ref().namespace();
    }

    boolean isSuspended() {
        return live.at("/spec/suspend").asBoolean(false);
    }

    /** Whether it applies to another cluster than the one it lies in. */
    boolean appliesElsewhere() {
        return live.at("/spec/kubeConfig").isObject();
    }

    Duration interval() {
        return duration("/spec/interval").orElse(Duration.ofMinutes(10));
    }

    /** Between two attempts after a failure; Flux takes the interval where the spec says nothing. */
    Duration retryInterval() {
        return duration("/spec/retryInterval").orElseGet(this::interval);
    }

    /** For health checks; Flux takes 30 s less than the interval where the spec says nothing, at least 30 s. */
    Duration timeout() {
        return duration("/spec/timeout").orElseGet(() -> {
            Duration rest = interval().minus(SHORTEST_TIMEOUT);
            return rest.compareTo(SHORTEST_TIMEOUT) < 0 ? SHORTEST_TIMEOUT : rest;
        });
    }

    /** What the last pass worked on, once it had fetched it and found the path. */
    FluxRevision attempted() {
        return FluxRevision.parse(live.at("/status/lastAttemptedRevision").asString(""));
    }

    /** What was last applied, pruned and found healthy. */
    FluxRevision applied() {
        return FluxRevision.parse(live.at("/status/lastAppliedRevision").asString(""));
    }

    Condition ready() {
        return Condition.of(live, "Ready");
    }

    Condition reconciling() {
        return Condition.of(live, "Reconciling");
    }

    Optional<Condition> stalled() {
        return Stalled.of(live);
    }

    Inventory inventory() {
        return Inventory.of(live);
    }

    boolean hasSeenItsSpec() {
        return live.at("/status/observedGeneration").asLong(0) == live.generation();
    }

    /** Newest first. */
    List<Pass> history() {
        return live.at("/status/history")
                .valueStream()
                .map(entry -> new Pass(
                        entry.path("digest").asString(""),
                        entry.path("lastReconciledStatus").asString(""),
                        FluxRevision.parse(
                                entry.path("metadata").path("revision").asString(""))))
                .toList();
    }

    /** @param byExpression whether {@code readyExpr} decides instead of its condition Ready */
    record Dependency(ObjectRef object, boolean byExpression) {}

    /** In the order of the spec. */
    List<Dependency> dependencies() {
        return live.at("/spec/dependsOn")
                .valueStream()
                .map(entry -> new Dependency(
                        new ObjectRef(
                                ref().group(),
                                ref().version(),
                                ref().kind(),
                                entry.path("namespace").asString(ref().namespace()),
                                entry.path("name").asString("")),
                        !entry.path("readyExpr").asString("").isEmpty()))
                .toList();
    }

    boolean hasSourceOf(KustomizationStatus other) {
        return sourceKey().equals(other.sourceKey());
    }

    private List<String> sourceKey() {
        JsonNode ref = live.at("/spec/sourceRef");
        return List.of(
                ref.path("kind").asString(""),
                ref.path("namespace").asString(ref().namespace()),
                ref.path("name").asString(""));
    }

    /**
     * Since when the health checks of a revision run, and for how long at most; empty where they do not. Flux looks at
     * no newer revision meanwhile.
     */
    Optional<Condition> checkingHealth() {
        Condition reconciling = reconciling();
        boolean checking = reconciling.isTrue() && reconciling.message().startsWith("Running health checks");
        return checking ? Optional.of(reconciling) : Optional.empty();
    }

    /** {@code until 10:09:30 UTC at the latest}, where the status tells when the health checks began. */
    String longestCheck() {
        return checkingHealth()
                .flatMap(Condition::since)
                .map(since -> "until %s at the latest".formatted(UTC.format(since.plus(timeout()))))
                .orElse("for up to " + GoDuration.print(timeout()));
    }

    private Optional<Duration> duration(String pointer) {
        return GoDuration.parse(live.at(pointer).asString(""));
    }

    /**
     * An entry of {@code status.history}: the last pass that rendered this content with this result.
     *
     * @param digest of what was rendered
     */
    record Pass(String digest, String result, FluxRevision revision) {

        /** Whether everything was applied, whatever came of it: health and pruning come after the apply. */
        boolean applied() {
            return Set.of("ReconciliationSucceeded", "HealthCheckFailed", "PruneFailed")
                    .contains(result);
        }
    }
}
