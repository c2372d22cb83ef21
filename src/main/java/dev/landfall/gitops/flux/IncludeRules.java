package dev.landfall.gitops.flux;

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
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * How far a commit got that lies in a GitRepository which the source of a Kustomization includes, as a function of one
 * snapshot.
 *
 * @param outer the source of the Kustomization
 * @param inner the one that has the commit
 */
record IncludeRules(Hop hop, KustomizationStatus kustomization, GitRepositoryStatus outer, GitRepositoryStatus inner) {
    /** Of a pass that has applied everything. */
    private static final Set<String> APPLIED = Set.of("HealthCheckFailed", "PruneFailed");

    /** Whether the one that has the commit has fetched it. */
    boolean isFetched() {
        return history().relationOf(inner.artifact().commit()).hasOurs();
    }

    /** Whether the source of the Kustomization has it among its files. */
    boolean isIncluded() {
        List<FluxRevision> revisions = revisions();
        return !revisions.isEmpty()
                && revisions.stream()
                        .allMatch(revision ->
                                history().relationOf(revision.commit()).hasOurs());
    }

    private List<FluxRevision> revisions() {
        return includes().revisionsOf(inner.ref());
    }

    private Includes includes() {
        return new Includes(outer.live());
    }

    private CommitHistory history() {
        return hop.history();
    }

    /** @param pass of the Kustomization over what its source has now; asked for its progress only once ours is there */
    Progress judge(Supplier<Progress> pass) {
        return Stream.<Supplier<Optional<Progress>>>of(
                        this::deleting,
                        this::retargeted,
                        this::superseded,
                        this::suspended,
                        this::unfetched,
                        this::unincluded)
                .flatMap(rule -> rule.get().stream())
                .findFirst()
                .orElseGet(() -> afterPass(pass.get()));
    }

    private Optional<Progress> deleting() {
        return KustomizationObstacles.deleting(kustomization).map(Progress.Failed::new);
    }

    private Optional<Progress> retargeted() {
        GitSource planned = hop.source();
        boolean same = KustomizationSource.ref(inner.live()) instanceof KustomizationSource.Ref.Branch branch
                && branch.name().equals(planned.branch())
                && inner.url().equals(planned.repository())
                && includes().has(inner.ref());
        return same
                ? Optional.empty()
                : Optional.of(new Progress.Failed(Reason.lasting(
                        "target-changed",
                        "%s includes another branch or repository since the change was planned".formatted(outer.ref()),
                        "plan anew for what it has now")));
    }

    private Optional<Progress> superseded() {
        return Stream.concat(Stream.of(inner.artifact()), revisions().stream())
                .map(FluxRevision::commit)
                .filter(commit -> history().relationOf(commit) == Relation.DESCENDANT)
                .filter(commit -> !history().survivesIn(commit))
                .findFirst()
                .map(commit -> new Progress.Superseded(history().supersededIn(commit)));
    }

    private Optional<Progress> suspended() {
        return KustomizationObstacles.suspended(kustomization)
                .or(() -> isFetched() ? Optional.empty() : KustomizationObstacles.suspended(inner))
                .or(() -> isIncluded() ? Optional.empty() : KustomizationObstacles.suspended(outer))
                .map(reason -> new Progress.Blocked(reason, true));
    }

    private Optional<Progress> unfetched() {
        if (isFetched()) return Optional.empty();
        if (!history().isOnBranch())
            return Optional.of(new Progress.Failed(history().dropped()));
        return Optional.of(waiting(inner, inner.ref() + " has not fetched our commit yet"));
    }

    private Optional<Progress> unincluded() {
        if (isIncluded()) return Optional.empty();
        return Optional.of(
                waiting(outer, "%s does not include our commit of %s yet".formatted(outer.ref(), inner.ref())));
    }

    private static Progress waiting(GitRepositoryStatus source, String words) {
        return new Progress.Pending(source.failure()
                .map(SourceFailure::reason)
                .orElseGet(() -> Reason.passing("awaiting-source", words, "")));
    }

    private Progress afterPass(Progress pass) {
        if (!(pass instanceof Progress.Succeeded)) return pass;
        boolean applied = kustomization.ready().isTrue()
                || APPLIED.contains(kustomization.ready().reason());
        if (!applied || !kustomization.hasSeenItsSpec())
            return new Progress.Progressing(Reason.passing(
                    "awaiting-reconcile",
                    "%s has not applied what its source includes: %s"
                            .formatted(
                                    kustomization.ref(), kustomization.ready().text()),
                    ""));
        return history().takenBack().orElseGet(() -> new Progress.Succeeded(evidence(), List.of()));
    }

    private Evidence evidence() {
        String commit = revisions().getFirst().commit();
        return new Evidence(
                history().relationOf(commit) == Relation.SAME ? EvidenceClass.EXACT : EvidenceClass.CONTAINED,
                commit,
                kustomization.ref(),
                "has made a pass since %s includes %s of %s"
                        .formatted(outer.ref(), revisions().getFirst().shortCommit(), inner.ref()));
    }
}
