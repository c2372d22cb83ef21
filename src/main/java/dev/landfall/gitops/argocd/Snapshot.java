package dev.landfall.gitops.argocd;

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
 * @param application as one read showed it; everything about it comes from that read alone
 * @param around what was read besides, where it matters
 * @param awaited what the last verdict waited for
 * @param waited for how long, without a break
 */
record Snapshot(
        Hop hop,
        Application application,
        Surroundings around,
        Requests requests,
        Verdict.Awaited awaited,
        Duration waited) {

    CommitHistory history() {
        return hydrated().map(CommitHistory.class::cast).orElseGet(hop::history);
    }

    /** Whether a revision is all that the branch has, so that nothing later can mend what fails at it. */
    boolean isOfHead(String revision) {
        return hydrated()
                .map(history -> history.isOfHead(revision))
                .orElseGet(() -> hop.history().head().equals(revision));
    }

    /** Our commit as a hydrator passes it on; empty where there is none. */
    Optional<HydratedHistory> hydrated() {
        return application.hydration().map(hydration -> new HydratedHistory(hop.history(), hydration));
    }

    List<ObjectRef> objects() {
        return hop.objects();
    }

    List<ObjectRef> removed() {
        return hop.removed();
    }

    /** All that the commit touches. */
    List<ObjectRef> touched() {
        return Stream.concat(objects().stream(), removed().stream()).toList();
    }

    String name() {
        return application.qualifiedName();
    }

    Duration waitedFor(Verdict.Awaited what) {
        return awaited == what ? waited : Duration.ZERO;
    }

    /** What the revision that was compared last is to our commit. */
    Relation compared() {
        return history().relationOf(application.comparedRevision());
    }

    /** Whether the last comparison was made with our commit and belongs to the spec. */
    boolean isComparedWithOurCommit() {
        return application.isComparedToSpec()
                && !application.isSyncStatusUnknown()
                && compared().hasOurs();
    }

    /**
     * Whether the last comparison can have seen our commit. One that names our commit has, whenever it was: the commit
     * did not exist before.
     */
    boolean isFresh() {
        if (!application.isComparedToSpec()) return false;
        if (isComparedWithOurCommit()) return true;
        return !application.isRefreshPending()
                && application.reconciledAt().filter(requests::isAnsweredBy).isPresent();
    }

    /** The operation, where it runs or ran with our commit. */
    Optional<SyncOperation> ourOperation() {
        return application.operation().filter(this::isOurs);
    }

    boolean isOurs(SyncOperation operation) {
        return operation.concerns(touched())
                && (SyncRequest.isOurs(operation, history().commit())
                        || history().relationOf(operation.revision()).hasOurs());
    }

    /** Whether the operation brought all our objects to the cluster, whatever became of the others. */
    boolean appliedOurs(SyncOperation operation) {
        return history().relationOf(operation.revision()).hasOurs()
                && objects().stream()
                        .allMatch(object -> operation
                                .result(object)
                                .filter(AppliedResource::isApplied)
                                .isPresent())
                && removed().stream()
                        .allMatch(object -> operation
                                .result(object)
                                .filter(AppliedResource::isPruned)
                                .isPresent());
    }

    boolean isOurs(ObjectRef object) {
        return touched().stream().anyMatch(object::isSameObjectAs);
    }
}
