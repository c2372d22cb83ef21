package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CommitHistory;
import dev.landfall.gitops.Evidence;
import dev.landfall.gitops.EvidenceClass;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How far a HelmRelease got with a commit of the repository that its chart lies in, as a pure function of one snapshot:
 * rules in order of rank, of which the first that applies decides. A HelmRelease names no commit anywhere: its HelmChart
 * does, and the version of the chart leads from there to the release.
 */
final class ReleaseRules {
    private static final List<Function<ReleaseSnapshot, Optional<Progress>>> RULES = List.of(
            ReleaseRules::deleting,
            ReleaseRules::retargeted,
            ReleaseRules::superseded,
            ReleaseRules::released,
            ReleaseRules::suspended,
            ReleaseRules::sourceClosed,
            ReleaseRules::withoutOurCommit,
            ReleaseRules::chartNotMade,
            ReleaseRules::failed,
            ReleaseRules::atWork);

    private ReleaseRules() {}

    static Progress judge(ReleaseSnapshot snapshot) {
        return RULES.stream()
                .flatMap(rule -> rule.apply(snapshot).stream())
                .findFirst()
                .orElseThrow();
    }

    /** Why a HelmRelease does nothing for as long as nobody acts. */
    static Optional<Reason> closed(LiveObject release) {
        if (release.isBeingDeleted()) return Optional.of(deleted(release));
        return new ReleaseSpec(release).isSuspended() ? Optional.of(pausedByPerson(release)) : Optional.empty();
    }

    private static Reason deleted(LiveObject release) {
        return Reason.lasting(
                "owner-deleting", release.ref() + " is being deleted", "create it again, or find out who deletes it");
    }

    private static Reason pausedByPerson(LiveObject release) {
        ObjectRef ref = release.ref();
        return Reason.lasting(
                "owner-suspended",
                ref + " is suspended: it releases nothing",
                "flux resume helmrelease %s -n %s".formatted(ref.name(), ref.namespace()));
    }

    private static Optional<Progress> deleting(ReleaseSnapshot snapshot) {
        return snapshot.release().isBeingDeleted()
                ? Optional.of(new Progress.Failed(deleted(snapshot.release())))
                : Optional.empty();
    }

    private static Optional<Progress> retargeted(ReleaseSnapshot snapshot) {
        GitSource planned = snapshot.hop().source();
        ReleaseSpec spec = new ReleaseSpec(snapshot.release());
        boolean same =
                KustomizationSource.ref(snapshot.source().live()) instanceof KustomizationSource.Ref.Branch branch
                        && branch.name().equals(planned.branch())
                        && spec.isFrom(planned.definedBy())
                        && snapshot.source().url().equals(planned.repository())
                        && spec.folder().filter(planned.path()::equals).isPresent();
        if (same) return Optional.empty();
        return Optional.of(new Progress.Failed(Reason.lasting(
                "target-changed",
                "%s takes its chart from another folder, branch or repository since the change was planned"
                        .formatted(snapshot.name()),
                "plan anew for the chart that it has now")));
    }

    private static Optional<Progress> superseded(ReleaseSnapshot snapshot) {
        return Stream.of(snapshot.source().artifact(), snapshot.status().chartCommit())
                .filter(revision -> snapshot.relationOf(revision) == Relation.DESCENDANT)
                .map(FluxRevision::commit)
                .filter(commit -> !snapshot.history().survivesIn(commit))
                .findFirst()
                .map(commit -> new Progress.Superseded(snapshot.history().supersededIn(commit)));
    }

    private static Optional<Progress> released(ReleaseSnapshot snapshot) {
        if (!snapshot.isChartOfOurs() || !snapshot.status().isReleased()) return Optional.empty();
        return snapshot.history()
                .takenBack()
                .or(() -> Optional.of(new Progress.Succeeded(evidence(snapshot), List.of())));
    }

    private static Evidence evidence(ReleaseSnapshot snapshot) {
        FluxRevision commit = snapshot.status().chartCommit();
        return new Evidence(
                snapshot.relationOf(commit) == Relation.SAME ? EvidenceClass.EXACT : EvidenceClass.CONTAINED,
                commit.commit(),
                snapshot.name(),
                "release %s is deployed: chart %s, made of %s"
                        .formatted(
                                snapshot.status().newestRelease(),
                                snapshot.status().chartVersion(),
                                commit.shortCommit()));
    }

    private static Optional<Progress> suspended(ReleaseSnapshot snapshot) {
        return new ReleaseSpec(snapshot.release()).isSuspended()
                ? Optional.of(new Progress.Blocked(pausedByPerson(snapshot.release()), true))
                : Optional.empty();
    }

    private static Optional<Progress> sourceClosed(ReleaseSnapshot snapshot) {
        if (snapshot.hasOurs(snapshot.source().artifact())) return Optional.empty();
        Optional<Reason> stalled = KustomizationObstacles.stalled(
                snapshot.source().ref(), snapshot.source().stalled());
        if (stalled.isPresent()) return stalled.map(Progress.Failed::new);
        return KustomizationObstacles.suspended(snapshot.source()).map(reason -> new Progress.Blocked(reason, true));
    }

    private static Optional<Progress> withoutOurCommit(ReleaseSnapshot snapshot) {
        if (snapshot.hasOurs(snapshot.source().artifact())) return Optional.empty();
        if (!snapshot.history().isOnBranch())
            return Optional.of(new Progress.Failed(snapshot.history().dropped()));
        Reason waiting = snapshot.source()
                .failure()
                .map(SourceFailure::reason)
                .orElseGet(() -> Reason.passing(
                        "awaiting-source", snapshot.source().ref() + " has not fetched our commit yet", ""));
        return Optional.of(new Progress.Pending(waiting));
    }

    private static Optional<Progress> chartNotMade(ReleaseSnapshot snapshot) {
        if (snapshot.isChartOfOurs()) return Optional.empty();
        Reason waiting = snapshot.status()
                .chartFailure()
                .map(failure -> Reason.passing(
                        "chart-failed",
                        "source-controller makes no chart of our commit for %s: %s"
                                .formatted(snapshot.name(), failure.text()),
                        "mend what the message names, in Git, or revert the change"))
                .orElseGet(() -> Reason.passing(
                        "awaiting-chart", "no chart is made of our commit yet for " + snapshot.name(), ""));
        return Optional.of(new Progress.Pending(waiting));
    }

    private static Optional<Progress> failed(ReleaseSnapshot snapshot) {
        if (!snapshot.status().isAttempted() || !snapshot.status().hasFailed()) return Optional.empty();
        String why = snapshot.status().ready().text();
        return Optional.of(new Progress.Degraded(
                Reason.lasting(
                        "release-failed",
                        "%s has tried the chart %s and failed (%s)"
                                .formatted(snapshot.name(), snapshot.status().chartVersion(), why),
                        "correct its values or chart, or revert the change"),
                evidence(snapshot)));
    }

    private static Optional<Progress> atWork(ReleaseSnapshot snapshot) {
        return Optional.of(new Progress.Progressing(Reason.passing(
                "awaiting-release",
                "%s has not released the chart %s yet: %s"
                        .formatted(
                                snapshot.name(),
                                snapshot.status().chartVersion(),
                                snapshot.status().ready().text()),
                "")));
    }

    /** Everything that one verdict may be made of. */
    record ReleaseSnapshot(Hop hop, ReleaseStatus status, GitRepositoryStatus source) {
        LiveObject release() {
            return status.release();
        }

        ObjectRef name() {
            return release().ref();
        }

        CommitHistory history() {
            return hop.history();
        }

        Relation relationOf(FluxRevision revision) {
            return history().relationOf(revision.commit());
        }

        boolean hasOurs(FluxRevision revision) {
            return relationOf(revision).hasOurs();
        }

        boolean isChartOfOurs() {
            return hasOurs(status.chartCommit());
        }
    }
}
