package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Kustomization does with an artifact that has our commit, until the apply is proven. */
final class ApplyRules {
    private static final Duration USUAL_START = Duration.ofSeconds(30);
    private static final int PATIENCE = 3;

    private ApplyRules() {}

    static Optional<Verdict> dependency(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        if (!ready.isFalseBecause("DependencyNotReady")) return Optional.empty();
        return Optional.of(snapshot.dependency()
                .map(trouble -> trouble.isCycle()
                        ? Verdict.of(new Progress.Failed(trouble.reason()))
                        : blocked(trouble.reason()))
                .orElseGet(() -> blocked(Reason.passing(
                        "dependency-not-ready", "%s waits: %s".formatted(snapshot.name(), ready.message()), ""))));
    }

    /** A failure at an older commit is none of ours: our commit may even cure it. */
    static Optional<Verdict> failedForOurs(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        if (!snapshot.isAttemptedAtOurs() || !ready.isFalse()) return Optional.empty();
        return switch (ready.reason()) {
            case "BuildFailed" ->
                Optional.of(Verdict.of(new Progress.Failed(failure(snapshot, "build-failed", ready))));
            case "ReconciliationFailed" -> Optional.of(applyFailed(snapshot, ready));
            default -> Optional.empty();
        };
    }

    static Optional<Verdict> working(Snapshot snapshot) {
        Condition reconciling = snapshot.kustomization().reconciling();
        boolean works = reconciling.isTrue() && reconciling.reason().equals("Progressing");
        if (!works) return Optional.empty();
        boolean ours = snapshot.isAttemptedAtOurs() || namesOurs(snapshot, reconciling.message());
        Progress progress = ours
                ? new Progress.Progressing(
                        Reason.passing("applying", "%s: %s".formatted(snapshot.name(), reconciling.message()), ""))
                : new Progress.Blocked(
                        Reason.passing(
                                "older-revision-in-progress",
                                "%s is still at an older commit, for up to %s: %s"
                                        .formatted(
                                                snapshot.name(),
                                                GoDuration.print(
                                                        snapshot.kustomization().timeout()),
                                                reconciling.message()),
                                ""),
                        false);
        return Optional.of(Verdict.awaitingKustomization(progress, Verdict.Ask.NOTHING));
    }

    /** The message names no revision; only a pass since the artifact is there proves that it is about ours. */
    static Optional<Verdict> pathMissing(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        boolean missing =
                ready.isFalseBecause("ArtifactFailed") && ready.message().contains("path not found");
        if (!missing || snapshot.kustomizationPasses() == 0) return Optional.empty();
        return Optional.of(Verdict.of(new Progress.Failed(failure(snapshot, "path-not-found", ready))));
    }

    /** The last rule: the artifact is there, and the Kustomization is yet to take it up. */
    static Optional<Verdict> waiting(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        boolean late = snapshot.waitedFor(Verdict.Awaited.KUSTOMIZATION).compareTo(USUAL_START) >= 0;
        // Only a pass that began after our request can tell about a path that is missing; it need not be waited for.
        boolean ask = late || ready.message().contains("path not found");
        boolean patient = snapshot.kustomizationPasses() < PATIENCE;
        Progress progress = patient ? new Progress.Pending(awaiting(snapshot)) : stuck(snapshot, ready);
        return Optional.of(
                Verdict.awaitingKustomization(progress, ask ? Verdict.Ask.KUSTOMIZATION : Verdict.Ask.NOTHING));
    }

    private static Reason awaiting(Snapshot snapshot) {
        return Reason.passing(
                "awaiting-reconcile",
                "Flux has fetched our commit and will apply it by %s".formatted(snapshot.name()),
                "");
    }

    private static Progress stuck(Snapshot snapshot, Condition ready) {
        String state = ready.isFalse()
                ? "its last failure is older than our commit: " + ready.text()
                : "it stays at " + snapshot.kustomization().applied().shortCommit();
        return new Progress.Blocked(
                Reason.passing(
                        ready.isFalse() ? "older-failure" : "controller-not-reconciling",
                        "%s does not take up our commit; %s".formatted(snapshot.name(), state),
                        "see whether kustomize-controller runs and logs errors"),
                false);
    }

    /** Of conflicts and webhooks the next attempt may rid itself; of an object that the API server refuses, never. */
    private static Verdict applyFailed(Snapshot snapshot, Condition ready) {
        Reason reason = failure(snapshot, "apply-failed", ready);
        boolean retried = mayClear(ready.message()) && snapshot.kustomizationPasses() < PATIENCE;
        return retried
                ? Verdict.awaitingKustomization(new Progress.Pending(reason), Verdict.Ask.KUSTOMIZATION)
                : Verdict.of(new Progress.Failed(reason));
    }

    private static boolean mayClear(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return Stream.of("conflict", "webhook", "no matches for kind", "timeout", "deadline", "connection refused")
                .anyMatch(text::contains);
    }

    private static Reason failure(Snapshot snapshot, String code, Condition ready) {
        return Reason.lasting(
                code,
                "%s failed at %s: %s"
                        .formatted(
                                snapshot.name(),
                                snapshot.kustomization().attempted().shortCommit(),
                                ready.text()),
                "mend what the message names, or revert the change");
    }

    private static boolean namesOurs(Snapshot snapshot, String message) {
        return Stream.of(message.split("\\s+")).map(FluxRevision::parse).anyMatch(snapshot::hasOurs);
    }

    private static Verdict blocked(Reason reason) {
        return Verdict.awaitingKustomization(new Progress.Blocked(reason, false), Verdict.Ask.NOTHING);
    }
}
