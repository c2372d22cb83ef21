package dev.landfall.gitops.argocd;

import dev.landfall.gitops.CommitHistory;
import dev.landfall.gitops.Progress;
import dev.landfall.gitops.Relation;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Our dry commit, asked about by hydrated revisions: each is worth what the dry commit is worth that it was rendered
 * from. The hydrator writes that one into {@code hydrator.metadata} of the folder, so that it is still known after
 * somebody squashed the hydrated commits (controller/hydrator, commitserver/commit/hydratorhelper.go).
 */
record HydratedHistory(CommitHistory dry, Hydration hydration) implements CommitHistory {

    @Override
    public String commit() {
        return dry.commit();
    }

    @Override
    public Relation relationOf(String revision) {
        return drySource(revision).map(dry::relationOf).orElse(Relation.UNKNOWN);
    }

    @Override
    public boolean survivesIn(String revision) {
        return drySource(revision).filter(dry::survivesIn).isPresent();
    }

    @Override
    public boolean isOnBranch() {
        return dry.isOnBranch();
    }

    /** Of the dry branch. */
    @Override
    public String head() {
        return dry.head();
    }

    @Override
    public Optional<Progress> takenBack() {
        return dry.takenBack();
    }

    boolean isOfHead(String revision) {
        return drySource(revision).filter(dry.head()::equals).isPresent();
    }

    @Override
    public String whoChangedIt(String revision) {
        return drySource(revision).map(dry::whoChangedIt).orElse("");
    }

    @Override
    public Optional<String> hydratedFrom(String revision, String branch, String folder) {
        return dry.hydratedFrom(revision, branch, folder);
    }

    /** Whether the hydrator is done with our commit, or with one that contains it. */
    boolean isDone() {
        return latestDry().isPresent();
    }

    /** The folder's own metadata stand still while it renders the same; what was hydrated last says so much more. */
    private Optional<String> drySource(String revision) {
        Optional<String> told = toldBy(revision, hydration.syncedBranch());
        boolean ours = told.filter(this::containsOurs).isPresent();
        return ours || !isAsHydratedLast(revision, told) ? told : latestDry().or(() -> told);
    }

    private boolean isAsHydratedLast(String revision, Optional<String> told) {
        if (revision.equals(hydration.hydrated())) return true;
        String branch = hydration.stagingBranch().orElseGet(hydration::syncedBranch);
        return told.isPresent() && told.equals(toldBy(hydration.hydrated(), branch));
    }

    private Optional<String> toldBy(String revision, String branch) {
        return hydration.isInOneRepository()
                ? dry.hydratedFrom(revision, branch, hydration.syncedPath())
                : Optional.empty();
    }

    private Optional<String> latestDry() {
        return Stream.of(hydration.hydratedDry(), hydration.comparedDry())
                .filter(this::containsOurs)
                .findFirst();
    }

    private boolean containsOurs(String dryCommit) {
        return dry.relationOf(dryCommit).hasOurs();
    }
}
