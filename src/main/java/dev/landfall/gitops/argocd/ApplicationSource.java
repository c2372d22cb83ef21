package dev.landfall.gitops.argocd;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.PublishedChart;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What an Application applies from, and whether that is folders of manifests, of kustomizations or of charts.
 *
 * @param layers of its source, where files in the folder have changed it
 */
record ApplicationSource(Application application, SpecLayers layers) {

    ApplicationSource(Application application) {
        this(application, SpecLayers.of(application));
    }

    Layers layers(Building building) {
        if (!application.hasSeveralSources()) return layer(building);
        List<GitSource> folders = new ArrayList<>();
        List<GitSource> charts = new ArrayList<>();
        List<Reason> unread = new ArrayList<>();
        for (Application each : application.bySource()) {
            ApplicationSource source = new ApplicationSource(each);
            if (source.onlyLends()) continue;
            switch (source.layer(building)) {
                case Layers.PlainFolder folder -> folders.add(folder.source());
                case Layers.ChartAlone chart -> charts.add(chart.source());
                case Layers.Folders _, Layers.ReleasedChart _ ->
                    throw new IllegalStateException("one source is one folder");
                case Layers.CannotPlace cannot -> unread.add(cannot.reason());
            }
        }
        if (folders.isEmpty() && charts.isEmpty() && !unread.isEmpty())
            return new Layers.CannotPlace(unread.getFirst());
        return new Layers.Folders(folders, charts, unread);
    }

    /** A source with {@code ref} and without a path makes no objects. */
    private boolean onlyLends() {
        return !text("ref").isEmpty() && text("path").isEmpty();
    }

    /** The one source that is asked about. */
    Layers layer(Building building) {
        Lenders lenders = Lenders.to(application, building);
        Optional<Reason> obstacle = obstacle(lenders);
        if (obstacle.isPresent()) return new Layers.CannotPlace(obstacle.get());
        if (application.takesPublishedChart()) return chart(SourceFolder.ofChart(application, building, lenders));
        return new Layers.PlainFolder(SourceFolder.of(application, path().orElseThrow(), building, lenders, layers)
                .orElseThrow());
    }

    private static Layers chart(GitSource chart) {
        return chart.repository().isEmpty() ? new Layers.ChartAlone(chart) : new Layers.PlainFolder(chart);
    }

    /** The Application asked about the source that names the place for which a change was planned; empty without one. */
    Optional<Application> stillFrom(GitSource planned) {
        List<ApplicationSource> sources =
                application.bySource().stream().map(ApplicationSource::new).toList();
        boolean isWithItsChart = planned.chart()
                .map(chart -> sources.stream().anyMatch(each -> each.isOf(chart)))
                .orElse(true);
        return sources.stream()
                .filter(each -> isWithItsChart && each.isStill(planned))
                .map(ApplicationSource::application)
                .findFirst();
    }

    private boolean isOf(PublishedChart chart) {
        return text("repoURL").equals(chart.repository()) && text("chart").equals(chart.name());
    }

    /** Of a published chart it is the source that lends it value files, which has no path of its own for that. */
    private boolean isStill(GitSource planned) {
        return otherThanGit().isEmpty()
                && !application.takesPublishedChart()
                && text("repoURL").equals(planned.repository())
                && (planned.chart().isPresent() ? !text("ref").isEmpty() : path().equals(Optional.of(planned.path())))
                && TargetRevision.branch(text("targetRevision")).equals(Optional.of(planned.branch()));
    }

    /** As it stands in the spec, for messages: {@code https://… branch main folder apps}. */
    String described() {
        return Printable.line("%s revision %s folder %s"
                .formatted(
                        withoutUser(text("repoURL")),
                        text("targetRevision").isEmpty() ? "HEAD" : text("targetRevision"),
                        text("path")));
    }

    private Optional<Reason> obstacle(Lenders lenders) {
        return otherThanGit()
                .or(() -> otherThanManifests(lenders))
                .or(this::pinned)
                .or(this::outside);
    }

    private Optional<Reason> otherThanGit() {
        if (application.hydration().isPresent()) return Optional.empty();
        if (!source().isObject()) return no("no-source", "has no source");
        if (text("repoURL").startsWith("oci://")) return no("oci-source", "takes its target from an OCI registry");
        return application.takesPublishedChart() ? otherThanChart() : Optional.empty();
    }

    private Optional<Reason> otherThanChart() {
        if (!text("repoURL").matches("https?://.*"))
            return Optional.of(Reason.lasting(
                    "oci-chart",
                    "Application %s deploys the chart %s from an OCI registry, which Landfall does not fetch, so that it"
                                    .formatted(application.qualifiedName(), Printable.line(text("chart")))
                            + " cannot tell which value decides a field",
                    SourceFolder.byHand(application)));
        if (!text("chart").matches("[A-Za-z0-9][A-Za-z0-9._-]*"))
            return no("chart-name", "deploys a chart by an odd name: " + Printable.line(text("chart")));
        return Stream.of("kustomize", "directory")
                .filter(this::isSet)
                .findFirst()
                .flatMap(block -> no("chart-source", "says how to build a folder (%s) of a chart".formatted(block)));
    }

    private Optional<Reason> otherThanManifests(Lenders lenders) {
        if (!source().at("/directory/jsonnet").isEmpty()) return no("jsonnet-source", "renders Jsonnet");
        if (isSet("helm"))
            return new HelmBlock(
                            application,
                            source().path("helm"),
                            application.editedSourcePlace() + ".helm",
                            lenders,
                            layers)
                    .obstacle(application.takesPublishedChart() ? text("chart") : path().orElse(""))
                    .flatMap(what -> no("helm-source", what));
        if (isSet("kustomize"))
            return new KustomizeBlock(
                            source().path("kustomize"), application.editedSourcePlace() + ".kustomize", layers)
                    .obstacle()
                    .flatMap(what -> no("kustomize-source", what));
        if (isSet("plugin")) return no("plugin-source", "generates its manifests by a plugin");
        // The type that Argo CD found is that of what the hydrator made, or of all sources; the folder shows its own.
        if (isSet("directory") || application.hydration().isPresent()) return Optional.empty();
        if (application.hasSeveralSources()) return isAnyGenerated() ? bySourceType("Plugin") : Optional.empty();
        return bySourceType(application.live().at("/status/sourceType").asString(""));
    }

    /** The types that Argo CD found are not told by the index of the source. */
    private boolean isAnyGenerated() {
        return application
                .live()
                .at("/status/sourceTypes")
                .valueStream()
                .anyMatch(type -> type.asString("").equals("Plugin"));
    }

    private Optional<Reason> bySourceType(String type) {
        return switch (type) {
            case "Directory", "Kustomize", "Helm" -> Optional.empty();
            case "Plugin" -> no("plugin-source", "generates its manifests by a plugin");
            case "" ->
                Optional.of(Reason.passing(
                        "source-type-unknown",
                        "Argo CD has not compared Application %s yet, so that the type of its source is not known"
                                .formatted(application.qualifiedName()),
                        "wait for its first comparison, or see `argocd app get %s`"
                                .formatted(application.qualifiedName())));
            default -> no("source-type-unknown", "has a source of type " + Printable.line(type));
        };
    }

    private Optional<Reason> pinned() {
        if (application.takesPublishedChart()) return Optional.empty();
        if (TargetRevision.branch(text("targetRevision")).isPresent()) return Optional.empty();
        return Optional.of(Reason.lasting(
                "pinned-revision",
                "Application %s follows %s, which is a commit, a tag or a range of versions: no push moves it"
                        .formatted(application.qualifiedName(), Printable.line(text("targetRevision"))),
                "set spec.source.targetRevision to a branch, or change it in the place where the Application is"
                        + " defined"));
    }

    private Optional<Reason> outside() {
        if (path().isPresent()) return Optional.empty();
        return no("path-outside", "reads a folder outside of its repository: " + Printable.line(text("path")));
    }

    private Optional<Reason> no(String code, String what) {
        return Optional.of(Reason.lasting(
                code,
                "Application %s %s, where Landfall cannot place an edit".formatted(application.qualifiedName(), what),
                "edit its source by hand"));
    }

    private Optional<String> path() {
        return SourcePath.resolve("", text("path"));
    }

    private boolean isSet(String block) {
        return source().path(block).isObject();
    }

    private String text(String field) {
        return source().path(field).asString("");
    }

    private JsonNode source() {
        return application.editedSource();
    }

    /** A URL may carry a password, which must not reach a message. */
    private static String withoutUser(String url) {
        return url.replaceFirst("//[^/@]*@", "//");
    }
}
