package dev.landfall.gitops.argocd;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.Reader;
import dev.landfall.gitops.RepositoryPlace;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** What one Application takes from a repository. */
record SourceReaders(Application application, Building building) {

    List<Reader> of(String repository) {
        RepositoryPlace place = RepositoryPlace.of(repository);
        return all().filter(reader -> RepositoryPlace.of(reader.repository()).equals(place))
                .toList();
    }

    private Stream<Reader> all() {
        return application.bySource().stream()
                .flatMap(source -> publishedChart(source)
                        .map(Stream::of)
                        .orElseGet(() -> Stream.concat(ofOne(source), valueFilesElsewhere(source))));
    }

    /** One that can be rendered from nothing but its own files and those of one branch. */
    private Optional<Reader> publishedChart(Application one) {
        if (!one.takesPublishedChart()) return Optional.empty();
        return new ApplicationSource(one).layer(building) instanceof Layers.PlainFolder(GitSource source)
                        && source.lenders().isEmpty()
                ? Optional.of(new Reader.OfFolder(one.ref(), source, Optional.empty()))
                : Optional.empty();
    }

    /** A source with {@code ref} and without a path only lends files to others. */
    private Stream<Reader> ofOne(Application one) {
        JsonNode source = one.editedSource();
        String path = source.path("path").asString("");
        boolean onlyLends = !source.path("ref").asString("").isEmpty() && path.isEmpty();
        if (onlyLends || one.takesPublishedChart()) return Stream.empty();
        return rendersOtherwise(one)
                .map(why -> paths(source, withValueFiles(source, path), why))
                .orElseGet(() -> folder(one, path));
    }

    private Stream<Reader> folder(Application one, String path) {
        return SourcePath.resolve("", path)
                .flatMap(folder -> SourceFolder.of(one, folder, building, Lenders.none(), SpecLayers.of(one)))
                .<Reader>map(folder -> new Reader.OfFolder(one.ref(), folder, unproven(one)))
                .stream();
    }

    private static Optional<Reason> unproven(Application one) {
        return new KustomizeBlock(
                        one.editedSource().path("kustomize"),
                        one.editedSourcePlace() + ".kustomize",
                        SpecLayers.of(one))
                .obstacle()
                .map(what -> Reason.lasting(
                        "kustomize-source", "Application %s %s".formatted(one.qualifiedName(), what), ""));
    }

    /** The type that Argo CD found counts where the spec has no block for one. */
    private static Optional<String> rendersOtherwise(Application one) {
        JsonNode source = one.editedSource();
        boolean typed = Stream.of("helm", "plugin", "kustomize", "directory")
                .anyMatch(block -> source.path(block).isObject());
        boolean single = !one.hasSeveralSources() && one.hydration().isEmpty();
        String type =
                typed || !single ? "" : one.live().at("/status/sourceType").asString("");
        if (source.path("helm").isObject())
            return new HelmBlock(
                            one,
                            source.path("helm"),
                            one.editedSourcePlace() + ".helm",
                            Lenders.none(),
                            SpecLayers.of(one))
                    .obstacle(source.path("path").asString(""));
        if (source.path("plugin").isObject() || type.equals("Plugin"))
            return Optional.of("generates its manifests by a plug-in");
        if (!source.at("/directory/jsonnet").isEmpty()) return Optional.of("renders Jsonnet");
        return Optional.empty();
    }

    private static List<String> withValueFiles(JsonNode source, String path) {
        List<String> paths = new ArrayList<>(List.of(path));
        valueFiles(source)
                .filter(file -> !file.startsWith("$"))
                .forEach(file -> paths.add(file.startsWith("/") ? file : path + "/" + file));
        return paths;
    }

    /** Files that a chart takes from the repository of another source: {@code $values/prod/web.yaml}. */
    private Stream<Reader> valueFilesElsewhere(Application one) {
        List<JsonNode> sources =
                one.bySource().stream().map(Application::editedSource).toList();
        return valueFiles(one.editedSource())
                .filter(file -> file.startsWith("$") && file.contains("/"))
                .flatMap(file -> {
                    String name = file.substring(1, file.indexOf('/'));
                    return sources.stream()
                            .filter(other -> other.path("ref").asString("").equals(name))
                            .flatMap(other ->
                                    paths(other, List.of(file.substring(file.indexOf('/'))), "renders a Helm chart"));
                });
    }

    private static Stream<String> valueFiles(JsonNode source) {
        Stream<String> values = source.at("/helm/valueFiles").valueStream().map(file -> file.asString(""));
        Stream<String> parameters = source.at("/helm/fileParameters")
                .valueStream()
                .map(file -> file.path("path").asString(""));
        return Stream.concat(values, parameters).filter(file -> !file.isEmpty() && !file.contains("://"));
    }

    private Stream<Reader> paths(JsonNode source, List<String> paths, String why) {
        List<String> inside = paths.stream()
                .flatMap(path -> SourcePath.resolve("", path).stream())
                .toList();
        return TargetRevision.branch(source.path("targetRevision").asString(""))
                .<Reader>map(branch -> new Reader.OfPaths(
                        application.ref(), source.path("repoURL").asString(""), branch, inside, why))
                .stream();
    }
}
