package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Charting;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Kustomizing;
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
        return new Kustomizing(
                when,
                building.loadsOutside(),
                layers.patches().isEmpty() ? Set.copyOf(files.names()) : Set.of(),
                new KustomizeBlock(source.path("kustomize"), application.editedSourcePlace() + ".kustomize", layers)
                        .additions(),
                path -> true);
    }
}
