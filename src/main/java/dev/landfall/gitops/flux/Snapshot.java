package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.CommitHistory;
import dev.landfall.gitops.Hop;
import dev.landfall.gitops.Relation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that one verdict may be made of.
 *
 * @param live our objects as they are in the cluster, those that shall be gone too; what is not there is left out
 * @param gone our objects that shall be there, and are not
 * @param dependency what is wrong with a dependency, where the Kustomization waits for one
 * @param ofSource what the source controller was asked
 * @param ofKustomization what the kustomize controller was asked since the source has our commit
 * @param awaited what the last verdict waited for
 * @param waited for how long, without a break
 */
record Snapshot(
        Hop hop,
        KustomizationStatus kustomization,
        GitRepositoryStatus source,
        List<LiveObject> live,
        List<ObjectRef> gone,
        Optional<Dependencies.Trouble> dependency,
        Requests ofSource,
        Requests ofKustomization,
        Verdict.Awaited awaited,
        Duration waited) {

    CommitHistory history() {
        return hop.history();
    }

    List<ObjectRef> objects() {
        return hop.objects();
    }

    List<ObjectRef> removed() {
        return hop.removed();
    }

    /** Of the objects that shall be there, or of those that shall be gone. */
    Stream<LiveObject> live(List<ObjectRef> wanted) {
        return live.stream().filter(object -> wanted.stream().anyMatch(object.ref()::isSameObjectAs));
    }

    ObjectRef name() {
        return kustomization.ref();
    }

    Duration waitedFor(Verdict.Awaited what) {
        return awaited == what ? waited : Duration.ZERO;
    }

    Relation relationOf(FluxRevision revision) {
        return history().relationOf(revision.commit());
    }

    /** Whether a revision contains our commit. */
    boolean hasOurs(FluxRevision revision) {
        return relationOf(revision).hasOurs();
    }

    boolean isSourceAtOurs() {
        return hasOurs(source.artifact());
    }

    boolean isAttemptedAtOurs() {
        return hasOurs(kustomization.attempted());
    }

    int sourcePasses() {
        return ofSource.passes(waitedFor(Verdict.Awaited.SOURCE), source.interval());
    }

    int kustomizationPasses() {
        return ofKustomization.passes(waitedFor(Verdict.Awaited.KUSTOMIZATION), kustomization.interval());
    }
}
