package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * Objects that an owner has made live from a commit, as its status tells.
 *
 * @param commit of its first source
 * @param isSettled whether the owner takes them for as the commit wants them; else it is about to apply something, or
 *     others have changed them
 * @param manager what the name begins with under which the owner writes, as the API server keeps it
 * @param bySource the commits of all its sources, where it has several
 */
public record Applied(
        CommitId commit, List<ObjectRef> objects, boolean isSettled, String manager, List<SourceCommit> bySource) {
    public Applied {
        objects = List.copyOf(objects);
        bySource = List.copyOf(bySource);
    }

    /** Of an owner with one source. */
    public Applied(CommitId commit, List<ObjectRef> objects, boolean isSettled, String manager) {
        this(commit, objects, isSettled, manager, List.of());
    }

    /**
     * The commit of one of several sources.
     *
     * @param branch empty for the remote's default branch
     */
    public record SourceCommit(String repository, String branch, CommitId commit) {
        boolean isOf(GitSource source) {
            return branch.equals(source.branch())
                    && RepositoryPlace.of(repository).equals(RepositoryPlace.of(source.repository()));
        }
    }

    /** The same with the commit of one of its sources; empty where that is not known. */
    public Optional<Applied> from(GitSource source) {
        if (bySource.isEmpty()) return Optional.of(this);
        return bySource.stream()
                .filter(each -> each.isOf(source))
                .findFirst()
                .map(each -> new Applied(each.commit(), objects, isSettled, manager, bySource));
    }
}
