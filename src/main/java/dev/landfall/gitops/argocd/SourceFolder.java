package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One source of an Application as a folder of a branch. */
final class SourceFolder {
    private SourceFolder() {}

    /** Of the source that the Application is asked about; empty where it is pinned, so that no push moves it. */
    static Optional<GitSource> of(
            Application application, String path, Building building, Lenders lenders, SpecLayers layers) {
        JsonNode source = application.editedSource();
        OverrideFiles files = new OverrideFiles(application, building);
        return TargetRevision.branch(source.path("targetRevision").asString(""))
                .map(branch -> new GitSource(
                        application.ref(),
                        source.path("repoURL").asString(""),
                        branch,
                        path,
                        DirectoryFiles.of(source.path("directory")),
                        application.live().at("/spec/destination/namespace").asString(""),
                        false,
                        kustomizing(application, building, files, layers),
                        charting(application, path, building, lenders, layers),
                        layers.patches().isEmpty() ? Optional.of(files) : Optional.empty()));
    }

    /**
     * Of the source that the Application is asked about, where it is a published chart: in the branch of the first that
     * lends it value files, or in none.
     */
    static GitSource ofChart(Application application, Building building, Lenders lenders) {
        SpecLayers layers = SpecLayers.of(application);
        PublishedChart chart = chart(application, building);
        HelmBlock helm = new HelmBlock(
                application,
                application.editedSource().path("helm"),
                application.editedSourcePlace() + ".helm",
                lenders,
                layers);
        return new GitSource(
                application.ref(),
                lenders.base().map(GitSource::repository).orElse(""),
                lenders.base().map(GitSource::branch).orElse(""),
                chart.folder(),
                path -> true,
                application.live().at("/spec/destination/namespace").asString(""),
                false,
                new Kustomizing(
                        Kustomizing.When.NEVER,
                        false,
                        Set.copyOf(new OverrideFiles(application, building).names()),
                        path -> true),
                Optional.of(helm.charting(chart.folder(), building).of(chart)));
    }

    private static PublishedChart chart(Application application, Building building) {
        JsonNode source = application.editedSource();
        return new PublishedChart(
                application.ref(),
                source.path("repoURL").asString(""),
                source.path("chart").asString(""),
                application.chartVersion(),
                byHand(application),
                building.charts());
    }

    /** Its values may lie in Git all the same: a person finds them there. */
    static String byHand(Application application) {
        List<String> files = HelmBlock.filesOf(application.editedSource().path("helm"))
                .map(Printable::line)
                .toList();
        return files.isEmpty()
                ? "edit " + application.editedSourcePlace() + ".helm where the Application is defined"
                : "edit the value by hand in " + String.join(" or ", files);
    }

    private static Optional<Charting> charting(
            Application application, String path, Building building, Lenders lenders, SpecLayers layers) {
        JsonNode source = application.editedSource();
        boolean another = Stream.of("kustomize", "directory", "plugin")
                .anyMatch(block -> source.path(block).isObject());
        return another
                ? Optional.empty()
                : Optional.of(new HelmBlock(
                                application,
                                source.path("helm"),
                                application.editedSourcePlace() + ".helm",
                                lenders,
                                layers)
                        .charting(path, building));
    }

    /** A block for another type in the spec stands above what the folder looks like. */
    private static Kustomizing kustomizing(
            Application application, Building building, OverrideFiles files, SpecLayers layers) {
        JsonNode source = application.editedSource();
        boolean another =
                source.path("directory").isObject() || source.path("helm").isObject();
        Kustomizing.When when = another ? Kustomizing.When.NEVER : Kustomizing.When.AT_THE_ROOT;
        KustomizeBlock block =
                new KustomizeBlock(source.path("kustomize"), application.editedSourcePlace() + ".kustomize", layers);
        return new Kustomizing(
                        when,
                        building.loadsOutside(),
                        layers.patches().isEmpty() ? Set.copyOf(files.names()) : Set.of(),
                        block.additions(),
                        path -> true)
                .by(() -> block.line().orElseGet(building.kustomize()));
    }
}
