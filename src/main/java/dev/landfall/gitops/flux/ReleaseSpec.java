package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.Addition;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A typed look at the specification of a HelmRelease, by the rules of helm-controller 1.6 (api/v2/helmrelease_types.go). */
record ReleaseSpec(LiveObject live) {
    private static final List<String> POST_RENDERED = List.of("patches", "images");

    private JsonNode spec() {
        return live.at("/spec");
    }

    private JsonNode chart() {
        return spec().path("chart").path("spec");
    }

    /** Of the release. */
    String name() {
        String own = text(spec(), "releaseName");
        if (!own.isEmpty()) return own;
        String target = text(spec(), "targetNamespace");
        return target.isEmpty() ? live.ref().name() : target + "-" + live.ref().name();
    }

    /** Of the release. */
    String namespace() {
        String target = text(spec(), "targetNamespace");
        return target.isEmpty() ? live.ref().namespace() : target;
    }

    boolean isFromGit() {
        return text(chart().path("sourceRef"), "kind").equals("GitRepository");
    }

    String sourceName() {
        return text(chart().path("sourceRef"), "name");
    }

    String sourceNamespace() {
        String own = text(chart().path("sourceRef"), "namespace");
        return own.isEmpty() ? live.ref().namespace() : own;
    }

    boolean isFrom(ObjectRef gitRepository) {
        return isFromGit()
                && gitRepository.kind().equals("GitRepository")
                && sourceName().equals(gitRepository.name())
                && sourceNamespace().equals(gitRepository.namespace());
    }

    /** Of the chart, from the root of its repository; empty where it leaves that. */
    Optional<String> folder() {
        return SourcePath.resolve("", text(chart(), "chart"));
    }

    /** From the root of the repository; those that leave it are left out, as nothing is read there. */
    List<String> valueFiles() {
        return chart().path("valuesFiles")
                .valueStream()
                .flatMap(file -> SourcePath.resolve("", file.asString("")).stream())
                .toList();
    }

    boolean ignoresMissingValueFiles() {
        return chart().path("ignoreMissingValuesFiles").asBoolean(false);
    }

    Charting.Packaging packaging() {
        return text(chart(), "reconcileStrategy").equals("Revision")
                ? Charting.Packaging.FOR_EACH_COMMIT
                : Charting.Packaging.FOR_EACH_VERSION;
    }

    boolean checksSchema() {
        return !spec().path("upgrade").path("disableSchemaValidation").asBoolean(false);
    }

    boolean isSuspended() {
        return spec().path("suspend").asBoolean(false);
    }

    /** What of the release Landfall does not render. */
    Optional<Reason> obstacle() {
        return spec().path("postRenderers")
                .valueStream()
                .flatMap(renderer -> odd(renderer).stream())
                .findFirst()
                .map(field -> inItself(
                        live.ref(),
                        "helm-post-renderers",
                        "spec.postRenderers of %s changes what its chart renders by %s, which Landfall does not know"
                                .formatted(live.ref(), Printable.line(field))));
    }

    private static Optional<String> odd(JsonNode renderer) {
        Stream<String> kinds = renderer.propertyNames().stream().filter(kind -> !kind.equals("kustomize"));
        Stream<String> fields = renderer.path("kustomize").propertyNames().stream()
                .filter(field -> !POST_RENDERED.contains(field))
                .map(field -> "kustomize." + field);
        return Stream.concat(kinds, fields).findFirst();
    }

    /**
     * What each puts into its kustomization (internal/postrender/kustomize.go); the common metadata comes after them
     * all, as a post renderer of its own (internal/postrender/build.go).
     */
    List<List<Addition>> postRenderers() {
        List<List<Addition>> all = new ArrayList<>();
        for (int i = 0; i < spec().path("postRenderers").size(); i++) {
            JsonNode kustomize = spec().path("postRenderers").path(i).path("kustomize");
            if (!kustomize.isEmpty()) all.add(postRenderer(kustomize, "spec.postRenderers[" + i + "].kustomize."));
        }
        JsonNode common = spec().path(Addition.COMMON_METADATA);
        if (!common.isEmpty())
            all.add(List.of(new Addition(Addition.COMMON_METADATA, common, "spec." + Addition.COMMON_METADATA)));
        return all;
    }

    private static List<Addition> postRenderer(JsonNode kustomize, String place) {
        List<Addition> additions = new ArrayList<>();
        for (String field : POST_RENDERED)
            for (int i = 0; i < kustomize.path(field).size(); i++)
                additions.add(new Addition(field, kustomize.path(field).path(i), place + field + "[" + i + "]"));
        return additions;
    }

    Reason noSource() {
        return Reason.lasting(
                "source-gone",
                "%s takes its chart from GitRepository %s, which does not exist"
                        .formatted(live.ref(), Printable.line(sourceName())),
                "create it, or correct spec.chart.spec.sourceRef");
    }

    Reason chartOutside() {
        return Reason.lasting(
                "path-outside-repository",
                "spec.chart.spec.chart of %s leaves the repository by '..'".formatted(live.ref()),
                "correct spec.chart.spec.chart");
    }

    static Reason inItself(ObjectRef release, String code, String message) {
        return Reason.lasting(
                code,
                message,
                "set the value in the HelmRelease itself: landfall operate set helmrelease/%s -n %s values.…=…"
                        .formatted(release.name(), release.namespace()));
    }

    private static String text(JsonNode node, String field) {
        return node.path(field).asString("");
    }
}
