package dev.landfall.gitops.flux;

import dev.landfall.cluster.Capabilities;
import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Layers.CannotPlace;
import dev.landfall.gitops.OwnValues;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** From a HelmRelease to the chart behind it, and the values that it is released with; one search asks once which Helm renders. */
final class ReleaseLayers {
    private final Clusters clusters;
    private OptionalInt helm = OptionalInt.empty();

    ReleaseLayers(Clusters clusters) {
        this.clusters = clusters;
    }

    Layers of(LiveObject release) {
        ReleaseSpec spec = new ReleaseSpec(release);
        Optional<Reason> obstacle = elsewhere(release).or(spec::obstacle);
        if (obstacle.isPresent()) return new CannotPlace(obstacle.get());
        return switch (new ReleaseValues(clusters.owners(), release).read()) {
            case ReleaseValues.Reading.Unreadable(Reason reason) -> new CannotPlace(reason);
            case ReleaseValues.Reading.Read(List<OwnValues> values)
            when spec.isFromGit() ->
                source(release)
                        .map(source -> inGit(spec, source, values))
                        .orElseGet(() -> new CannotPlace(spec.noSource()));
            case ReleaseValues.Reading.Read(List<OwnValues> values) -> released(spec, values);
        };
    }

    private Layers released(ReleaseSpec spec, List<OwnValues> values) {
        return switch (new ReleasedChartReader(clusters.owners(), spec.live()).read()) {
            case ReleasedChartReader.Reading.Unreadable(Reason reason) -> new CannotPlace(reason);
            case ReleasedChartReader.Reading.Read read -> {
                GitSource nowhere = new GitSource(
                        spec.live().ref(),
                        "",
                        "",
                        "",
                        file -> true,
                        spec.namespace(),
                        false,
                        Kustomizing.never(),
                        Optional.of(charting(spec, values).ofPackagedChart()));
                yield new Layers.ReleasedChart(nowhere, read.files(), read.manifest());
            }
        };
    }

    private Optional<Reason> elsewhere(LiveObject release) {
        return switch (new RemoteClusters(clusters).of(release)) {
            case AppliesTo.AnotherCluster another -> Optional.of(another.reason());
            case AppliesTo.Untold untold -> Optional.of(untold.reason());
            case AppliesTo.TheTarget _ -> Optional.empty();
        };
    }

    /** The GitRepository that the chart is made of, as it is now; empty where there is none. */
    Optional<LiveObject> source(LiveObject release) {
        ReleaseSpec spec = new ReleaseSpec(release);
        if (!spec.isFromGit()) return Optional.empty();
        return KustomizationLayers.sources(clusters.owners())
                .map(type -> type.named(spec.sourceNamespace(), spec.sourceName()))
                .flatMap(clusters.owners()::get);
    }

    private Layers inGit(ReleaseSpec spec, LiveObject source, List<OwnValues> values) {
        Optional<Reason> obstacle =
                KustomizationLayers.otherTree(source).or(() -> KustomizationLayers.including(source));
        if (obstacle.isPresent()) return new CannotPlace(obstacle.get());
        return switch (KustomizationSource.ref(source)) {
            case KustomizationSource.Ref.Pinned pinned -> new CannotPlace(KustomizationSource.pinned(source, pinned));
            case KustomizationSource.Ref.Branch branch ->
                spec.folder()
                        .<Layers>map(
                                folder -> new Layers.PlainFolder(folder(spec, source, branch.name(), folder, values)))
                        .orElseGet(() -> new CannotPlace(spec.chartOutside()));
        };
    }

    private GitSource folder(
            ReleaseSpec spec, LiveObject source, String branch, String folder, List<OwnValues> values) {
        SourceIgnore ignore = new SourceIgnore(source.at("/spec/ignore").asString(""));
        return new GitSource(
                source.ref(),
                new GitRepositoryStatus(source).url(),
                branch,
                folder,
                file -> ignore.reads(folder.isEmpty() ? file : folder + "/" + file),
                spec.namespace(),
                false,
                new Kustomizing(Kustomizing.When.NEVER, false, Set.of(), ignore),
                Optional.of(charting(spec, values)));
    }

    private Charting charting(ReleaseSpec spec, List<OwnValues> values) {
        return new Charting(
                release(spec),
                spec.valueFiles(),
                spec.ignoresMissingValueFiles(),
                values,
                List.of(),
                spec.packaging(),
                spec.postRenderers(),
                List.of());
    }

    private Charting.Release release(ReleaseSpec spec) {
        Optional<Capabilities> cluster = clusters.target().capabilities();
        return new Charting.Release(
                spec.name(),
                spec.namespace(),
                true,
                false,
                spec.checksSchema(),
                cluster.map(Capabilities::kubernetes).orElse(""),
                cluster.map(Capabilities::apis).orElse(List.of()),
                helm());
    }

    /** 4 from helm-controller 1.5 on (its changelog), before that 3; 0 where its version cannot be seen. */
    private int helm() {
        if (helm.isEmpty())
            helm = OptionalInt.of(new ControllerLook(clusters.owners(), "helm-controller")
                    .version()
                    .map(version -> version.isAtLeast(1, 5) ? 4 : 3)
                    .orElse(0));
        return helm.getAsInt();
    }
}
