package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.git.CommitId;
import dev.landfall.gitops.Applied;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code spec.include} of a GitRepository: folders of the artifacts of others, which source-controller puts among its
 * files before it leaves some out (gitrepository_controller.go, reconcileInclude).
 */
record Includes(LiveObject source) {

    /** Whether it can be told what they are. */
    sealed interface Reading {
        record Read(List<Lender> lenders) implements Reading {}

        record Unreadable(Reason reason) implements Reading {}
    }

    /**
     * One of them.
     *
     * @param repository of the other GitRepository
     * @param to the folder in which its files stand, from the root
     */
    record Include(ObjectRef repository, String from, String to) {}

    /** @param cluster in which all of them are */
    Reading read(Cluster cluster) {
        List<Lender> lenders = new ArrayList<>();
        for (JsonNode entry : source.at("/spec/include").valueStream().toList()) {
            Optional<Include> include = include(entry);
            if (include.isEmpty()) return unreadable(entry, "by a path that leaves the repository or is its root");
            Optional<LiveObject> other = cluster.get(include.get().repository());
            if (other.isEmpty()) return unreadable(entry, "which is not there");
            if (lenders.stream()
                    .anyMatch(known -> overlap(known.name(), include.get().to())))
                return unreadable(entry, "into a folder of another include");
            // Those of its artifact come along, at commits that its own status does not tell.
            if (!other.get().at("/spec/include").isEmpty()) return unreadable(entry, "which includes others itself");
            Optional<Reason> otherTree = KustomizationLayers.otherTree(other.get());
            if (otherTree.isPresent()) return new Reading.Unreadable(otherTree.get());
            if (!(KustomizationSource.ref(other.get()) instanceof KustomizationSource.Ref.Branch branch))
                return unreadable(entry, "which follows no branch");
            lenders.add(lender(include.get(), other.get(), branch.name()));
        }
        return new Reading.Read(lenders);
    }

    private Optional<Include> include(JsonNode entry) {
        String name = entry.at("/repository/name").asString("");
        String toPath = entry.path("toPath").asString("");
        Optional<String> to =
                SourcePath.resolve("", toPath.isEmpty() ? name : toPath).filter(path -> !path.isEmpty());
        ObjectRef repository = new ObjectRef(
                source.ref().group(),
                source.ref().version(),
                source.ref().kind(),
                source.ref().namespace(),
                name);
        return SourcePath.resolve("", entry.path("fromPath").asString(""))
                .flatMap(from -> to.map(folder -> new Include(repository, from, folder)));
    }

    private static boolean overlap(String one, String other) {
        return (one + "/").startsWith(other + "/") || (other + "/").startsWith(one + "/");
    }

    private static Lender lender(Include include, LiveObject other, String branch) {
        SourceIgnore ignore = new SourceIgnore(other.at("/spec/ignore").asString(""));
        GitSource from = new GitSource(
                other.ref(),
                new GitRepositoryStatus(other).url(),
                branch,
                include.from(),
                file -> true,
                "",
                false,
                new Kustomizing(Kustomizing.When.NEVER, true, Set.of(), ignore));
        return new Lender(include.to(), include.from(), from);
    }

    /** At which commits the artifact has them, in the order of the specification. */
    List<FluxRevision> revisions() {
        return source.at("/status/includedArtifacts")
                .valueStream()
                .map(artifact -> FluxRevision.parse(artifact.path("revision").asString("")))
                .toList();
    }

    /** Those of the source and of all that it includes; none where one of them cannot be told. */
    List<Applied.SourceCommit> commits(Cluster cluster) {
        List<FluxRevision> revisions = revisions();
        if (!(KustomizationSource.ref(source) instanceof KustomizationSource.Ref.Branch own)
                || !(read(cluster) instanceof Reading.Read(List<Lender> lenders))
                || lenders.size() != revisions.size()) return List.of();
        GitRepositoryStatus status = new GitRepositoryStatus(source);
        List<Applied.SourceCommit> commits = new ArrayList<>();
        CommitId.parse(status.artifact().commit())
                .ifPresent(commit -> commits.add(new Applied.SourceCommit(status.url(), own.name(), commit)));
        for (int i = 0; i < lenders.size(); i++) {
            GitSource lent = lenders.get(i).source();
            CommitId.parse(revisions.get(i).commit())
                    .ifPresent(
                            commit -> commits.add(new Applied.SourceCommit(lent.repository(), lent.branch(), commit)));
        }
        return commits;
    }

    /** Those of one GitRepository; it can be there several times, with other folders. */
    List<FluxRevision> revisionsOf(ObjectRef repository) {
        List<JsonNode> entries = source.at("/spec/include").valueStream().toList();
        List<FluxRevision> all = revisions();
        List<FluxRevision> found = new ArrayList<>();
        for (int i = 0; i < Math.min(entries.size(), all.size()); i++)
            if (names(entries.get(i), repository)) found.add(all.get(i));
        return found;
    }

    boolean has(ObjectRef repository) {
        return source.at("/spec/include").valueStream().anyMatch(entry -> names(entry, repository));
    }

    private boolean names(JsonNode entry, ObjectRef repository) {
        return source.ref().namespace().equals(repository.namespace())
                && entry.at("/repository/name").asString("").equals(repository.name());
    }

    private Reading unreadable(JsonNode entry, String why) {
        return new Reading.Unreadable(Reason.lasting(
                "source-include",
                "spec.include of %s takes in GitRepository %s, %s"
                        .formatted(
                                source.ref(),
                                Printable.line(entry.at("/repository/name").asString("")),
                                why),
                "make the change by hand, in the repository that has the file"));
    }
}
