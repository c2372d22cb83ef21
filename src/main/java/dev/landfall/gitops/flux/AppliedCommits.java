package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import java.util.List;
import java.util.Optional;

/**
 * From which commit a Kustomization has what its inventory lists.
 *
 * @param source of it, as it is now
 */
record AppliedCommits(KustomizationStatus kustomization, Optional<LiveObject> source, Cluster cluster) {
    private static final String MANAGER = "kustomize-controller";

    List<Applied> all() {
        return lastApplied()
                .map(commit -> new Applied(commit, objects(), isSettled(commit), MANAGER, bySource(commit)))
                .filter(applied -> !applied.objects().isEmpty())
                .stream()
                .toList();
    }

    /** Under {@code wait: true} what was applied and is not well yet is only in the history. */
    private Optional<CommitId> lastApplied() {
        return kustomization.history().stream()
                .filter(KustomizationStatus.Pass::applied)
                .findFirst()
                .map(KustomizationStatus.Pass::revision)
                .or(() -> Optional.of(kustomization.applied()))
                .flatMap(revision -> CommitId.parse(revision.commit()));
    }

    /** Of what the source includes it is only known what it has now, which belongs to the commit that it has now. */
    private List<Applied.SourceCommit> bySource(CommitId applied) {
        return source.filter(live -> !live.at("/spec/include").isEmpty())
                .map(GitRepositoryStatus::new)
                .filter(status -> status.artifact().commit().equals(applied.hex()))
                .map(status -> new Includes(status.live()).commits(cluster))
                .orElse(List.of());
    }

    private List<ObjectRef> objects() {
        return kustomization
                .live()
                .at("/status/inventory/entries")
                .valueStream()
                .flatMap(entry -> Inventory.object(entry).stream())
                .toList();
    }

    private boolean isSettled(CommitId applied) {
        return kustomization.hasSeenItsSpec()
                && !kustomization.reconciling().isTrue()
                && kustomization.attempted().commit().equals(applied.hex());
    }
}
