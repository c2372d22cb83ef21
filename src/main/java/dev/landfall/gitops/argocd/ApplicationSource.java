package dev.landfall.gitops.argocd;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** {@code spec.source} of an Application, and whether it is one folder of manifests, of a
 * kustomization or of a chart. */
record ApplicationSource(Application application) {

    Layers layers(Building building) {
        Optional<Reason> obstacle = obstacle();
        if (obstacle.isPresent()) return new Layers.CannotPlace(obstacle.get());
        return new Layers.PlainFolder(
                SourceFolder.of(application, source(), application.editedSourcePlace(), path().orElseThrow(), building)
                        .orElseThrow());
    }

    /** Whether the spec still names the place that a change was planned for. */
    boolean isStill(GitSource planned) {
        return otherThanOneGitSource().isEmpty()
                && text("repoURL").equals(planned.repository())
                && path().equals(Optional.of(planned.path()))
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

    private Optional<Reason> obstacle() {
        return otherThanOneGitSource()
                .or(this::otherThanPlainManifests)
                .or(this::pinned)
                .or(this::outside);
    }

    private Optional<Reason> otherThanOneGitSource() {
        JsonNode spec = application.live().at("/spec");
        if (application.hydration().isPresent()) return Optional.empty();
        if (!spec.path("sources").isEmpty()) return no("several-sources", "has a list of sources (spec.sources)");
        if (!spec.path("source").isObject()) return no("no-source", "has no source");
        if (text("repoURL").startsWith("oci://")) return no("oci-source", "takes its target from an OCI registry");
        if (!text("chart").isEmpty()) return no("helm-chart", "deploys a chart from a Helm repository");
        return Optional.empty();
    }

    private Optional<Reason> otherThanPlainManifests() {
        if (!source().at("/directory/jsonnet").isEmpty()) return no("jsonnet-source", "renders Jsonnet");
        if (isSet("helm"))
            return new HelmBlock(application, source().path("helm"), application.editedSourcePlace() + ".helm")
                    .obstacle(path().orElse(""))
                    .flatMap(what -> no("helm-source", what));
        if (isSet("kustomize"))
            return new KustomizeBlock(source().path("kustomize"), application.editedSourcePlace() + ".kustomize")
                    .obstacle()
                    .flatMap(what -> no("kustomize-source", what));
        if (isSet("plugin")) return no("plugin-source", "generates its manifests by a plugin");
        // The type that Argo CD found is that of what the hydrator made; the dry folder shows its own.
        if (isSet("directory") || application.hydration().isPresent()) return Optional.empty();
        return bySourceType(application.live().at("/status/sourceType").asString(""));
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
