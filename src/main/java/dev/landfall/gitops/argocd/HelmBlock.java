package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Capabilities;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.SourcePath;
import dev.landfall.reason.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code helm} of a source, which may be missing: what Argo CD makes of it (reposerver/repository/repository.go,
 * helmTemplate).
 */
record HelmBlock(Application application, JsonNode helm) {

    /**
     * What in it Landfall does not render, as the end of a sentence that begins with the Application.
     *
     * @param folder of the chart
     */
    Optional<String> obstacle(String folder) {
        Optional<String> parameters = Stream.of("parameters", "fileParameters")
                .filter(field -> !helm.path(field).isEmpty())
                .map(field -> "sets values of its chart by spec.source.helm." + field)
                .findFirst();
        return parameters.or(() -> texts("valueFiles")
                .flatMap(file -> oddity(folder, file).stream())
                .findFirst());
    }

    private static Optional<String> oddity(String folder, String file) {
        String what = "";
        if (file.contains("://")) what = "an address";
        else if (file.contains("$")) what = "a variable or the name of another source";
        else if (file.matches(".*[*?\\[{].*")) what = "a pattern";
        else if (inRepository(folder, file).isEmpty()) what = "outside of the repository";
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of("takes values from %s, which is %s (spec.source.helm.valueFiles)"
                        .formatted(Printable.line(file), what));
    }

    private static Optional<String> inRepository(String folder, String file) {
        return SourcePath.resolve(file.startsWith("/") ? "" : folder, file);
    }

    /**
     * The spec's word on the cluster counts, else what the cluster says (GetKubeVersionOrDefault).
     *
     * @param folder of the chart
     */
    Charting charting(String folder, Optional<Capabilities> cluster) {
        List<String> apis = texts("apiVersions").toList();
        return new Charting(
                text("releaseName", application.ref().name()),
                text(
                        "namespace",
                        application.live().at("/spec/destination/namespace").asString("")),
                texts("valueFiles")
                        .flatMap(file -> inRepository(folder, file).stream())
                        .toList(),
                is("ignoreMissingValueFiles"),
                !is("skipCrds"),
                is("skipTests"),
                !is("skipSchemaValidation"),
                text("kubeVersion", cluster.map(Capabilities::kubernetes).orElse("")),
                apis.isEmpty() ? cluster.map(Capabilities::apis).orElse(List.of()) : apis,
                values());
    }

    private Stream<String> texts(String field) {
        return helm.path(field).valueStream().map(text -> text.asString("")).filter(text -> !text.isEmpty());
    }

    private String values() {
        JsonNode object = helm.path("valuesObject");
        return object.isEmpty() ? helm.path("values").asString("") : object.toString();
    }

    private String text(String field, String otherwise) {
        String text = helm.path(field).asString("");
        return text.isEmpty() ? otherwise : text;
    }

    private boolean is(String field) {
        return helm.path(field).asBoolean(false);
    }
}
