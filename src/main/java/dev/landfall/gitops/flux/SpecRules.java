package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Progress;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** What the specs say: whether the Kustomization is still what the change was planned for, and may act at all. */
final class SpecRules {
    private SpecRules() {}

    static Progress gone(ObjectRef object) {
        return new Progress.Failed(KustomizationObstacles.gone(object));
    }

    static Progress recreated(ObjectRef kustomization) {
        return new Progress.Failed(Reason.lasting(
                "owner-recreated",
                kustomization + " was deleted and made anew",
                "trace the object again and plan anew"));
    }

    static Optional<Verdict> deleting(Snapshot snapshot) {
        return KustomizationObstacles.deleting(snapshot.kustomization())
                .map(reason -> Verdict.of(new Progress.Failed(reason)));
    }

    static Optional<Verdict> retargeted(Snapshot snapshot) {
        if (isStill(snapshot)) return Optional.empty();
        return Optional.of(Verdict.of(new Progress.Failed(Reason.lasting(
                "target-changed",
                "%s takes another folder, branch or repository since the change was planned".formatted(snapshot.name()),
                "plan anew for the source that it has now"))));
    }

    static Optional<Verdict> suspended(Snapshot snapshot) {
        return KustomizationObstacles.suspended(snapshot.kustomization()).map(SpecRules::blocked);
    }

    static Optional<Verdict> leftAlone(Snapshot snapshot) {
        return snapshot.live(snapshot.objects())
                .flatMap(object -> KustomizationObstacles.leftAlone(object).stream())
                .findFirst()
                .map(SpecRules::blocked)
                .or(() -> kept(snapshot));
    }

    /** What shall be gone, is there, and is never pruned: an inventory without it proves nothing then. */
    static Optional<Verdict> kept(Snapshot snapshot) {
        return snapshot.live(snapshot.removed())
                .filter(object -> !object.isBeingDeleted())
                .flatMap(object -> KustomizationObstacles.kept(snapshot.kustomization(), object).stream())
                .findFirst()
                .map(SpecRules::blocked);
    }

    static Optional<Verdict> stalled(Snapshot snapshot) {
        return KustomizationObstacles.stalled(
                        snapshot.name(), snapshot.kustomization().stalled())
                .map(reason -> Verdict.of(new Progress.Failed(reason)));
    }

    static Verdict blocked(Reason reason) {
        return Verdict.of(new Progress.Blocked(reason, true));
    }

    private static boolean isStill(Snapshot snapshot) {
        GitSource planned = snapshot.hop().source();
        LiveObject kustomization = snapshot.kustomization().live();
        boolean sameBranch =
                KustomizationSource.ref(snapshot.source().live()) instanceof KustomizationSource.Ref.Branch branch
                        && branch.name().equals(planned.branch());
        return sameBranch
                && KustomizationSource.isFrom(kustomization, planned.definedBy())
                && snapshot.source().url().equals(planned.repository())
                && KustomizationSource.path(kustomization)
                        .filter(planned.path()::equals)
                        .isPresent();
    }
}
