package dev.landfall.gitops.flux;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Lender;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.Readers;
import dev.landfall.gitops.RepositoryPlace;
import dev.landfall.gitops.SourcePath;
import dev.landfall.gitops.Substitution;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** One search for whatever takes something from a repository: Kustomizations, and charts that lie in Git. */
final class SourceReaders {
    private final Cluster cluster;
    private final KustomizationLayers kustomizations;
    private final ReleaseLayers releases;
    private final RepositoryPlace place;
    private final List<LiveObject> sources = new ArrayList<>();
    private final Map<ObjectRef, Includes.Reading> includes = new HashMap<>();
    private final List<Reader> readers = new ArrayList<>();
    private final Set<Access> unread = new LinkedHashSet<>();

    SourceReaders(Cluster cluster, KustomizationLayers kustomizations, ReleaseLayers releases, String repository) {
        this.kustomizations = kustomizations;
        this.cluster = cluster;
        this.releases = releases;
        this.place = RepositoryPlace.of(repository);
    }

    Readers find() {
        scan(KustomizationLayers.sources(cluster), sources::add);
        scan(ApplierKind.KUSTOMIZATION.servedBy(cluster), this::addKustomization);
        scan(ApplierKind.HELM_RELEASE.servedBy(cluster), this::addRelease);
        return new Readers(readers, List.copyOf(unread));
    }

    private void scan(Optional<ResourceType> type, Consumer<LiveObject> each) {
        try {
            type.ifPresent(served -> cluster.scan(served, "", "", each));
        } catch (ClusterException refused) {
            unread.add(refused.missing().orElseThrow(() -> refused));
        }
    }

    private void addKustomization(LiveObject kustomization) {
        for (LiveObject source : sources) {
            if (!KustomizationSource.isFrom(kustomization, source.ref())) continue;
            if (isHere(source))
                folder(kustomization, source)
                        .map(folder -> new Reader.OfFolder(
                                folder.owner(),
                                folder.source(),
                                folder.unproven().or(() -> KustomizationLayers.including(source))))
                        .ifPresent(readers::add);
            if (!source.at("/spec/include").isEmpty()) addIncluding(kustomization, source);
        }
    }

    private void addIncluding(LiveObject kustomization, LiveObject source) {
        String why = "takes it into another repository by spec.include of " + source.ref();
        Includes.Reading reading = includes.computeIfAbsent(source.ref(), _ -> new Includes(source).read(cluster));
        Optional<Reader.OfFolder> folder = folder(kustomization, source);
        if (reading instanceof Includes.Reading.Read(List<Lender> lenders) && folder.isPresent()) {
            Reader.OfFolder whole = folder.get().including(lenders);
            lenders.stream()
                    .filter(lender ->
                            RepositoryPlace.of(lender.source().repository()).equals(place))
                    .forEach(lender -> readers.add(new Reader.OfIncluded(whole, lender, why)));
        } else
            included(source)
                    .forEach(include -> addPaths(kustomization, include.source(), List.of(include.path()), why));
    }

    /** Without what its source includes. */
    private Optional<Reader.OfFolder> folder(LiveObject kustomization, LiveObject source) {
        Optional<String> path = KustomizationSource.path(kustomization);
        if (path.isEmpty() || !(KustomizationSource.ref(source) instanceof KustomizationSource.Ref.Branch branch))
            return Optional.empty();
        GitSource folder = KustomizationLayers.folder(kustomization, source, branch.name(), path.get())
                .builtBy(kustomizations::line);
        Optional<Reason> unclear = KustomizationLayers.changesWhatFilesSay(kustomization, source);
        return Optional.of(
                switch (new PostBuild(cluster, kustomization).read()) {
                    case PostBuild.Reading.Unreadable(Reason reason) ->
                        new Reader.OfFolder(kustomization.ref(), folder, unclear.or(() -> Optional.of(reason)));
                    case PostBuild.Reading.Read(Optional<Substitution> substitution) ->
                        new Reader.OfFolder(kustomization.ref(), folder.substituting(substitution), unclear);
                });
    }

    private void addRelease(LiveObject release) {
        ReleaseSpec spec = new ReleaseSpec(release);
        for (LiveObject source : sources) {
            if (!isHere(source) || !spec.isFrom(source.ref())) continue;
            switch (releases.of(release)) {
                case Layers.PlainFolder(GitSource folder) ->
                    readers.add(new Reader.OfFolder(release.ref(), folder, Optional.empty()));
                case Layers.Folders _, Layers.ChartAlone _, Layers.ReleasedChart _, Layers.CannotPlace _ ->
                    addPaths(
                            release,
                            source,
                            Stream.concat(spec.folder().stream(), spec.valueFiles().stream())
                                    .toList(),
                            "renders a Helm chart");
            }
        }
    }

    private record Include(LiveObject source, String path) {}

    /** Parts of our repository that another one takes in. */
    private Stream<Include> included(LiveObject source) {
        return source.at("/spec/include")
                .valueStream()
                .flatMap(include -> sources.stream()
                        .filter(other ->
                                other.ref().namespace().equals(source.ref().namespace())
                                        && other.ref()
                                                .name()
                                                .equals(include.at("/repository/name")
                                                        .asString(""))
                                        && isHere(other))
                        .flatMap(other -> SourcePath.resolve(
                                        "", include.path("fromPath").asString(""))
                                .stream()
                                .map(path -> new Include(other, path))));
    }

    private void addPaths(LiveObject owner, LiveObject source, List<String> paths, String why) {
        if (KustomizationSource.ref(source) instanceof KustomizationSource.Ref.Branch branch)
            readers.add(
                    new Reader.OfPaths(owner.ref(), new GitRepositoryStatus(source).url(), branch.name(), paths, why));
    }

    private boolean isHere(LiveObject source) {
        return RepositoryPlace.of(new GitRepositoryStatus(source).url()).equals(place);
    }
}
