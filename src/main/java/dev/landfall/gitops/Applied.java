package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import java.util.List;
import java.util.Optional;

/**
 * Objects that an owner has made live from a commit, as its status tells.
 *
 * @param commit of its first source in Git; empty where it has none
 * @param isSettled whether the owner takes them for as the commit wants them; else it is about to apply something, or
 *     others have changed them
 * @param manager what the name begins with under which the owner writes, as the API server keeps it
 * @param bySource the commits of all its sources, where it has several
 * @param charts the versions of those that are published charts
 */
public record Applied(
        Optional<CommitId> commit,
        List<ObjectRef> objects,
        boolean isSettled,
        String manager,
        List<SourceCommit> bySource,
        List<SourceChart> charts) {
    public Applied {
        objects = List.copyOf(objects);
        bySource = List.copyOf(bySource);
        charts = List.copyOf(charts);
    }

    /** Of an owner with sources in Git only. */
    public Applied(
            CommitId commit, List<ObjectRef> objects, boolean isSettled, String manager, List<SourceCommit> bySource) {
        this(Optional.of(commit), objects, isSettled, manager, bySource, List.of());
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

    /** Whether an object may come from another source of the owner than the one that is asked about. */
    public boolean isOfSeveralSources() {
        return !bySource.isEmpty() || charts.size() > 1;
    }

    /** The version of a published chart. */
    public record SourceChart(String repository, String name, String version) {
        boolean isOf(PublishedChart chart) {
            return name.equals(chart.name()) && repository.equals(chart.repository());
        }
    }

    /** The same with the commit of one of its sources; empty where that is not known. */
    public Optional<Applied> from(GitSource source) {
        if (bySource.isEmpty()) return Optional.of(this);
        return bySource.stream()
                .filter(each -> each.isOf(source))
                .findFirst()
                .map(each -> new Applied(Optional.of(each.commit()), objects, isSettled, manager, bySource, charts));
    }

    /** A chart as it was applied; empty where that is not known. */
    public Optional<PublishedChart> version(PublishedChart chart) {
        return charts.stream().filter(each -> each.isOf(chart)).findFirst().map(each -> chart.at(each.version()));
    }

    /** For people: {@code commit 1a2b3c4}, or the chart and its version. */
    public String revision() {
        return commit.map(each -> "commit " + each.abbreviated())
                .or(() -> charts.stream().findFirst().map(each -> "chart " + each.name() + " " + each.version()))
                .orElse("revision");
    }
}
