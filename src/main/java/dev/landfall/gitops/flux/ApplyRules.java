package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What the Kustomization does with an artifact that has our commit, until the apply is proven. */
final class ApplyRules {
    private static final Duration USUAL_START = Duration.ofSeconds(30);
    private static final Duration USUAL_FOLLOW_UP = Duration.ofSeconds(60);
    /** After so many passes that have not helped, another one will not. */
    static final int PATIENCE = 3;

    private ApplyRules() {}

    static Optional<Verdict> dependency(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        if (!ready.isFalseBecause("DependencyNotReady")) return Optional.empty();
        return Optional.of(snapshot.dependency()
                .map(ApplyRules::waiting)
                .orElseGet(() -> blocked(Reason.passing(
                        "dependency-not-ready", "%s waits: %s".formatted(snapshot.name(), ready.message()), ""))));
    }

    private static Verdict waiting(Dependencies.Trouble trouble) {
        return switch (trouble.end()) {
            case CLEARS -> blocked(trouble.reason());
            case PERSON -> SpecRules.blocked(trouble.reason());
            case NEVER -> Verdict.of(new Progress.Failed(trouble.reason()));
        };
    }

    /** What fails at a commit that others have followed up is not the last word: theirs may mend it. */
    static Optional<Verdict> failedBeforeALaterCommit(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        boolean failed = ready.isFalseBecause("BuildFailed") || ready.isFalseBecause("ReconciliationFailed");
        if (!failed || !snapshot.isAttemptedAtOurs()) return Optional.empty();
        boolean late = snapshot.waitedFor(Verdict.Awaited.LATER_COMMIT).compareTo(USUAL_FOLLOW_UP) >= 0;
        FluxRevision attempted = snapshot.kustomization().attempted();
        if (late || snapshot.history().head().equals(attempted.commit())) return Optional.empty();
        Reason reason = Reason.passing(
                "later-commit",
                "%s failed at %s, and the branch has gone on since: what it has now may apply"
                        .formatted(snapshot.name(), attempted.shortCommit()),
                "");
        return Optional.of(Verdict.awaitingLaterCommit(new Progress.Pending(reason)));
    }

    /** A failure at an older commit is none of ours: our commit may even cure it. */
    static Optional<Verdict> failedForOurs(Snapshot snapshot) {
        Condition ready = snapshot.kustomization().ready();
        if (!snapshot.isAttemptedAtOurs() || !ready.isFalse()) return Optional.empty();
        return switch (ready.reason()) {
            case "BuildFailed" ->
                Optional.of(Verdict.of(new Progress.Failed(failure(snapshot, "build-failed", ready))));
            case "ReconciliationFailed" -> Optional.of(applyFailed(snapshot));
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
                                "%s is still at an older commit, %s: %s"
                                        .formatted(
                                                snapshot.name(),
                                                snapshot.kustomization().longestCheck(),
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
        if (isSilent(snapshot)) return Optional.of(silent(snapshot));
        boolean patient = snapshot.kustomizationPasses() < PATIENCE;
        Progress progress = patient ? new Progress.Pending(awaiting(snapshot)) : stuck(snapshot, ready);
        return Optional.of(
                Verdict.awaitingKustomization(progress, ask ? Verdict.Ask.KUSTOMIZATION : Verdict.Ask.NOTHING));
    }

    /** Nobody has answered, as far as can be seen. */
    private static boolean isSilent(Snapshot snapshot) {
        if (snapshot.kustomizationPasses() > 0) return false;
        Duration usual = snapshot.ofKustomization()
                .longestSilence(snapshot.kustomization().interval());
        return snapshot.waitedFor(Verdict.Awaited.KUSTOMIZATION).compareTo(usual) > 0;
    }

    private static Verdict silent(Snapshot snapshot) {
        Reason reason = Reason.passing(
                "controller-not-reconciling",
                snapshot.name() + " has not been looked at for more than 5 minutes",
                "see whether kustomize-controller runs and logs errors");
        return Verdict.awaitingKustomization(new Progress.Blocked(reason, false), Verdict.Ask.KUSTOMIZATION)
                .bySilenceOf("kustomize-controller");
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
                        "see what it logs: flux logs --kind Kustomization --name %s"
                                .formatted(snapshot.kustomization().argument())),
                false);
    }

    private static Verdict applyFailed(Snapshot snapshot) {
        ApplyFailure failure = ApplyFailure.of(snapshot.kustomization().live());
        Reason reason = reason(snapshot, failure);
        boolean retried = failure.mayClear() && snapshot.kustomizationPasses() < PATIENCE;
        return retried
                ? Verdict.awaitingKustomization(new Progress.Pending(reason), Verdict.Ask.KUSTOMIZATION)
                : Verdict.of(new Progress.Failed(reason));
    }

    private static Reason reason(Snapshot snapshot, ApplyFailure failure) {
        String message = "%s failed to apply %s: %s%s"
                .formatted(
                        snapshot.name(),
                        snapshot.kustomization().attempted().shortCommit(),
                        failure.error(),
                        failure.extent(snapshot.objects()));
        return failure.isImmutable()
                ? Reason.lasting("immutable-field", message, madeAnew(snapshot.name()))
                : Reason.lasting("apply-failed", message, "mend what the message names, or revert the change");
    }

    static String madeAnew(ObjectRef kustomization) {
        return "revert the change, or have the object made anew: by the annotation"
                + " kustomize.toolkit.fluxcd.io/force: enabled in its manifest, or by spec.force of " + kustomization;
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
