package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.LiveObject;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** Why a Kustomization or a GitRepository does not do its work, whatever the commit. */
final class StandingFault {
    private static final String MEND = "mend what the message names in Git";

    private StandingFault() {}

    static Optional<Reason> of(LiveObject object) {
        if (object.isBeingDeleted() || object.at("/spec/suspend").asBoolean(false)) return Optional.empty();
        return switch (object.ref().kind() + "." + object.ref().group()) {
            case "GitRepository.source.toolkit.fluxcd.io" ->
                stalled(object).or(() -> SourceFailure.of(object).map(SourceFailure::reason));
            case "Kustomization.kustomize.toolkit.fluxcd.io" ->
                stalled(object).or(() -> kustomization(new KustomizationStatus(object)));
            default -> Optional.empty();
        };
    }

    private static Optional<Reason> stalled(LiveObject object) {
        return KustomizationObstacles.stalled(object.ref(), Stalled.of(object));
    }

    /** A failure of a specification before tells nothing of this one. */
    private static Optional<Reason> kustomization(KustomizationStatus kustomization) {
        Condition ready = kustomization.ready();
        boolean ofThisSpec = ready.generation() == 0
                || ready.generation() >= kustomization.live().generation();
        if (!ready.isFalse() || !ofThisSpec || isConsequence(ready)) return Optional.empty();
        return Optional.of(
                switch (ready.reason()) {
                    case "ReconciliationFailed" -> applying(kustomization);
                    case "HealthCheckFailed" ->
                        told(
                                kustomization,
                                "health-check-failed",
                                "mend the objects that the message names:"
                                        + " `landfall remediate KIND/NAME` tells what is wrong with each");
                    case "BuildFailed" -> told(kustomization, "build-failed", MEND);
                    case "ArtifactFailed" ->
                        told(
                                kustomization,
                                "path-not-found",
                                "correct spec.path of " + kustomization.ref() + ", or make the folder again");
                    default -> told(kustomization, "kustomization-failed", MEND);
                });
    }

    /** Of its source, or of another Kustomization, which tell of it themselves; or of a revision that came in between. */
    private static boolean isConsequence(Condition ready) {
        return switch (ready.reason()) {
            case "DependencyNotReady" -> !ready.message().contains("not found");
            case "ArtifactFailed" -> !ready.message().contains("path not found");
            case "HealthCheckCanceled", "Progressing", "ProgressingWithRetry" -> true;
            default -> false;
        };
    }

    private static Reason applying(KustomizationStatus kustomization) {
        ApplyFailure failure = ApplyFailure.of(kustomization.live());
        String message = "%s failed to apply %s: %s"
                .formatted(kustomization.ref(), kustomization.attempted().shortCommit(), failure.error());
        return failure.isImmutable()
                ? Reason.lasting("immutable-field", message, ApplyRules.madeAnew(kustomization.ref()))
                : Reason.lasting("apply-failed", message, MEND);
    }

    private static Reason told(KustomizationStatus kustomization, String code, String remedy) {
        return Reason.lasting(
                code,
                kustomization.ref() + " is not ready: " + kustomization.ready().text(),
                remedy);
    }
}
