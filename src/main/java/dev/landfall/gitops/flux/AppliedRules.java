package dev.landfall.gitops.flux;

import dev.landfall.cluster.Condition;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.GoDuration;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whether an apply ran that contains our commit.
 *
 * <p>kustomize-controller moves {@code lastAppliedRevision} only after apply, pruning and health of everything in the
 * Kustomization; so where others keep that from happening, the steps that come after the apply prove it as well: health
 * checks under way, or failed, or a pruning that failed.
 */
final class AppliedRules {
    private static final Set<String> AFTER_THE_APPLY =
            Set.of("HealthCheckFailed", "HealthCheckCanceled", "PruneFailed");

    private AppliedRules() {}

    /** What was applied or is about to be contains our commit, but not what it set. */
    static Optional<Verdict> superseded(Snapshot snapshot) {
        KustomizationStatus kustomization = snapshot.kustomization();
        return Stream.of(snapshot.source().artifact(), kustomization.attempted(), kustomization.applied())
                .filter(revision -> snapshot.relationOf(revision) == Relation.DESCENDANT)
                .map(FluxRevision::commit)
                .filter(commit -> !snapshot.history().survivesIn(commit))
                .findFirst()
                .map(commit ->
                        Verdict.of(new Progress.Superseded(snapshot.history().supersededIn(commit))));
    }

    static Optional<Verdict> applied(Snapshot snapshot) {
        return proof(snapshot)
                .map(proof -> notRendered(snapshot)
                        .or(() -> SpecRules.kept(snapshot))
                        .or(() -> stillRendered(snapshot, proof))
                        .or(() -> takenBack(snapshot))
                        .or(() -> specChange(snapshot))
                        .or(() -> toMakeAnew(snapshot))
                        .orElseGet(() -> Verdict.of(
                                new Progress.Succeeded(evidence(snapshot, proof), Neighbours.of(snapshot)))));
    }

    /**
     * What somebody has deleted since the apply, the next pass makes anew; but for one that does not, and for a
     * Kustomization that makes no more passes.
     */
    private static Optional<Verdict> toMakeAnew(Snapshot snapshot) {
        if (snapshot.gone().isEmpty()
                || snapshot.kustomization().isSuspended()
                || snapshot.kustomizationPasses() >= ApplyRules.PATIENCE) return Optional.empty();
        Reason reason = Reason.passing(
                "deleted-since",
                "%s has applied our commit, and somebody has deleted %s since: the next pass makes it anew"
                        .formatted(snapshot.name(), snapshot.gone().getFirst()),
                "");
        return Optional.of(Verdict.awaitingKustomization(new Progress.Progressing(reason), Verdict.Ask.KUSTOMIZATION));
    }

    /** Asked before it counts as arrived: what lies on the branch by now will be applied next. */
    private static Optional<Verdict> takenBack(Snapshot snapshot) {
        return snapshot.history().takenBack().map(Verdict::of);
    }

    /** @param observed the field that says it, with its value */
    private record Applied(FluxRevision revision, String observed) {}

    private static Optional<Applied> proof(Snapshot snapshot) {
        KustomizationStatus kustomization = snapshot.kustomization();
        return Stream.concat(
                        Stream.of(
                                new Applied(
                                        kustomization.applied(),
                                        "status.lastAppliedRevision is "
                                                + kustomization.applied().shortCommit()),
                                attemptedAndApplied(kustomization)),
                        kustomization.history().stream()
                                .filter(KustomizationStatus.Pass::applied)
                                .map(pass -> new Applied(
                                        pass.revision(),
                                        "status.history has %s for %s"
                                                .formatted(
                                                        pass.result(),
                                                        pass.revision().shortCommit()))))
                .filter(applied -> snapshot.hasOurs(applied.revision()))
                .findFirst();
    }

    private static Applied attemptedAndApplied(KustomizationStatus kustomization) {
        Condition ready = kustomization.ready();
        boolean failedLater = ready.isFalse() && AFTER_THE_APPLY.contains(ready.reason());
        boolean checking = kustomization.checkingHealth().isPresent();
        FluxRevision revision = failedLater || checking ? kustomization.attempted() : new FluxRevision("", "");
        return new Applied(
                revision,
                "status.lastAttemptedRevision is %s, and %s"
                        .formatted(
                                revision.shortCommit(),
                                checking ? "its health checks run" : "Ready is False by " + ready.reason()));
    }

    private static Optional<Verdict> notRendered(Snapshot snapshot) {
        Inventory inventory = snapshot.kustomization().inventory();
        return snapshot.objects().stream()
                .filter(object -> !inventory.lists(object))
                .findFirst()
                .map(object -> Verdict.of(new Progress.Failed(notRendered(snapshot, object))));
    }

    private static Reason notRendered(Snapshot snapshot, ObjectRef object) {
        return Reason.lasting(
                "not-rendered",
                "%s has applied our commit, but its inventory lists no %s".formatted(snapshot.name(), object),
                "see whether its source reads the file: spec.ignore and .sourceignore of "
                        + snapshot.source().ref());
    }

    /** What could not be deleted stays in the inventory, as what another file defines does. */
    private static Optional<Verdict> stillRendered(Snapshot snapshot, Applied proof) {
        Inventory inventory = snapshot.kustomization().inventory();
        return snapshot.removed().stream()
                .filter(inventory::lists)
                .findFirst()
                .map(object -> snapshot.kustomization().ready().isFalseBecause("PruneFailed")
                        ? Verdict.of(new Progress.Degraded(notPruned(snapshot, object), evidence(snapshot, proof)))
                        : Verdict.of(new Progress.Progressing(stillListed(snapshot, object))));
    }

    private static Reason notPruned(Snapshot snapshot, ObjectRef object) {
        return Reason.lasting(
                "prune-failed",
                "%s has applied our commit, but could not delete %s: %s"
                        .formatted(
                                snapshot.name(),
                                object,
                                snapshot.kustomization().ready().message()),
                "mend what the message names; Flux tries again every "
                        + GoDuration.print(snapshot.kustomization().retryInterval()));
    }

    private static Reason stillListed(Snapshot snapshot, ObjectRef object) {
        return Reason.passing(
                "still-listed",
                "%s has applied our commit, but its inventory still lists %s".formatted(snapshot.name(), object),
                "see whether another file of its source defines it");
    }

    /** A spec that is newer than the last pass may apply something else. */
    private static Optional<Verdict> specChange(Snapshot snapshot) {
        KustomizationStatus kustomization = snapshot.kustomization();
        boolean stale = kustomization.ready().isTrue() && !kustomization.hasSeenItsSpec();
        if (!stale || kustomization.isSuspended()) return Optional.empty();
        return Optional.of(Verdict.awaitingKustomization(
                new Progress.Progressing(Reason.passing(
                        "spec-change", snapshot.name() + " has a new spec that Flux is yet to take up", "")),
                Verdict.Ask.NOTHING));
    }

    private static Evidence evidence(Snapshot snapshot, Applied applied) {
        if (snapshot.relationOf(applied.revision()) != Relation.SAME) {
            return evidence(snapshot, applied, EvidenceClass.CONTAINED);
        }
        return evidence(snapshot, applied, rendersAsBefore(snapshot) ? EvidenceClass.NO_DIFF : EvidenceClass.EXACT);
    }

    private static Evidence evidence(Snapshot snapshot, Applied applied, EvidenceClass evidenceClass) {
        return new Evidence(evidenceClass, applied.revision().commit(), snapshot.name(), applied.observed());
    }

    /** Whether what was rendered at our commit is, byte for byte, what was applied when the change was planned. */
    private static boolean rendersAsBefore(Snapshot snapshot) {
        Optional<KustomizationStatus.Pass> before = new KustomizationStatus(
                        snapshot.hop().owner().live())
                .history().stream().findFirst().filter(pass -> pass.applied() && !snapshot.hasOurs(pass.revision()));
        return before.isPresent()
                && snapshot.kustomization().history().stream()
                        .filter(pass -> pass.applied() && snapshot.relationOf(pass.revision()) == Relation.SAME)
                        .anyMatch(pass -> pass.digest().equals(before.get().digest()));
    }

    /** Of trouble that is not ours; worth a warning, and no more. */
    private static final class Neighbours {
        private Neighbours() {}

        static List<Reason> of(Snapshot snapshot) {
            return Stream.of(failure(snapshot), stillChecking(snapshot), suspended(snapshot))
                    .flatMap(Optional::stream)
                    .toList();
        }

        private static Optional<Reason> failure(Snapshot snapshot) {
            Condition ready = snapshot.kustomization().ready();
            // Cancelled health checks make way for a newer revision; they found nothing.
            if (!ready.isFalse() || ready.reason().equals("HealthCheckCanceled")) return Optional.empty();
            String when = snapshot.hop().former().tellApart(Troubles.of(snapshot.kustomization()));
            return Optional.of(Reason.passing(
                    ready.reason().equals("HealthCheckFailed") ? "neighbour-unhealthy" : "neighbour-failing",
                    "Flux reports trouble in %s: %s; %s".formatted(snapshot.name(), ready.text(), when),
                    "see `flux get kustomization %s`"
                            .formatted(snapshot.kustomization().argument())));
        }

        private static Optional<Reason> stillChecking(Snapshot snapshot) {
            return snapshot.kustomization()
                    .checkingHealth()
                    .map(checking -> Reason.passing(
                            "health-checks-go-on",
                            "our objects are applied, while %s still checks the health of all"
                                    .formatted(snapshot.name()),
                            ""));
        }

        private static Optional<Reason> suspended(Snapshot snapshot) {
            return KustomizationObstacles.suspended(snapshot.kustomization())
                    .map(reason -> Reason.passing(
                            "suspended-since",
                            "%s has applied our commit and is suspended since".formatted(snapshot.name()),
                            reason.remedy()));
        }
    }
}
