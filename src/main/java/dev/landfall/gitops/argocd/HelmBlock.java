package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Capabilities;
import dev.landfall.gitops.Charting;
import dev.landfall.gitops.FileValue;
import dev.landfall.gitops.OwnValues;
import dev.landfall.gitops.SourcePath;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * {@code helm} of a source, which may be missing: what Argo CD makes of it (reposerver/repository/repository.go,
 * helmTemplate).
 *
 * @param place of it in the Application, such as {@code spec.source.helm}
 * @param lenders from which it may take value files
 * @param layers what files in the folder make of it
 */
record HelmBlock(Application application, JsonNode helm, String place, Lenders lenders, SpecLayers layers) {

    /**
     * What in it Landfall does not render, as the end of a sentence that begins with the Application.
     *
     * @param folder of the chart
     */
    Optional<String> obstacle(String folder) {
        return layers.mixed("helm", List.of("valuesObject"))
                .or(() -> parameters().oddity())
                .or(() -> fileParameters()
                        .filter(parameter -> !HelmParameters.isOneWay(parameter.name()))
                        .map(parameter -> "sets %s of its chart by %s.fileParameters, which is more than one value"
                                .formatted(Printable.line(parameter.name()), place))
                        .findFirst())
                .or(() -> texts("valueFiles")
                        .flatMap(file -> oddity(folder, "valueFiles", file).stream())
                        .findFirst())
                .or(() -> fileParameters()
                        .flatMap(parameter -> oddity(folder, "fileParameters", parameter.path()).stream())
                        .findFirst())
                .or(this::sharedText);
    }

    private Optional<String> sharedText() {
        List<String> paths = fileParameters().map(FileParameter::path).toList();
        return paths.stream()
                .filter(path -> paths.indexOf(path) != paths.lastIndexOf(path))
                .findFirst()
                .map(path -> "takes several values from the one text of %s (%s.fileParameters)"
                        .formatted(Printable.line(path), place));
    }

    private record FileParameter(String name, String path) {}

    private Stream<FileParameter> fileParameters() {
        return helm.path("fileParameters")
                .valueStream()
                .map(one -> new FileParameter(
                        one.path("name").asString(""), one.path("path").asString("")));
    }

    private List<FileValue> fileValues(String folder) {
        return fileParameters()
                .flatMap(parameter -> inRepository(folder, parameter.path()).stream()
                        .map(path -> new FileValue(HelmParameters.way(parameter.name()), path)))
                .toList();
    }

    private Optional<String> oddity(String folder, String field, String file) {
        String what = "";
        if (file.contains("://")) what = "an address";
        else if (!lenders.isLent(file) && file.contains("$")) what = "a variable or the name of another source";
        if (what.isEmpty() && file.matches(".*[*?\\[{].*")) what = "a pattern";
        if (what.isEmpty() && inRepository(folder, file).isEmpty()) what = "outside of the repository";
        return what.isEmpty()
                ? Optional.empty()
                : Optional.of("takes values from %s, which is %s (%s.%s)"
                        .formatted(Printable.line(file), what, place, field));
    }

    private Optional<String> inRepository(String folder, String file) {
        if (lenders.isLent(file)) return lenders.inRepository(file);
        // The root is that of the chart, wherever Argo CD has put it.
        if (application.takesPublishedChart())
            return SourcePath.resolve("", file).map(path -> folder + "/" + path);
        return SourcePath.resolve(file.startsWith("/") ? "" : folder, file);
    }

    /** @param folder of the chart */
    Charting charting(String folder, Building building) {
        return new Charting(
                release(building),
                texts("valueFiles")
                        .flatMap(file -> inRepository(folder, file).stream())
                        .toList(),
                is("ignoreMissingValueFiles"),
                values(),
                lenders.lending(filesOf(helm).toList()),
                Charting.Packaging.NONE,
                List.of(),
                fileValues(folder));
    }

    /** The spec's word on the cluster counts, else what the cluster says (GetKubeVersionOrDefault). */
    private Charting.Release release(Building building) {
        List<String> apis = texts("apiVersions").toList();
        Optional<Capabilities> cluster = building.destination();
        return new Charting.Release(
                text("releaseName", application.ref().name()),
                text(
                        "namespace",
                        application.live().at("/spec/destination/namespace").asString("")),
                !is("skipCrds"),
                is("skipTests"),
                !is("skipSchemaValidation"),
                text("kubeVersion", cluster.map(Capabilities::kubernetes).orElse("")),
                apis.isEmpty() ? cluster.map(Capabilities::apis).orElse(List.of()) : apis,
                building.helm());
    }

    /** All files that it names, as it names them. */
    static Stream<String> filesOf(JsonNode helm) {
        return Stream.concat(
                        helm.path("valueFiles").valueStream(),
                        helm.path("fileParameters").valueStream().map(parameter -> parameter.path("path")))
                .map(file -> file.asString(""))
                .filter(file -> !file.isEmpty());
    }

    private Stream<String> texts(String field) {
        return helm.path(field).valueStream().map(text -> text.asString("")).filter(text -> !text.isEmpty());
    }

    private List<OwnValues> values() {
        List<OwnValues> values = new ArrayList<>();
        JsonNode object = helm.path("valuesObject");
        String text = text("values", "");
        if (!object.isEmpty()) values.add(new OwnValues(object.toString(), at("valuesObject"), OwnValues.Form.MAPPING));
        else if (!text.isBlank()) values.add(new OwnValues(text, at("values"), OwnValues.Form.TEXT));
        values.addAll(parameters().values());
        // Files of a published chart are not edited: without any in Git the spec is where values go.
        boolean isAlone = application.takesPublishedChart() && lenders.base().isEmpty();
        if (values.isEmpty() && isAlone) values.add(new OwnValues("{}", at("valuesObject"), OwnValues.Form.MAPPING));
        return values;
    }

    private HelmParameters parameters() {
        return new HelmParameters(helm.path("parameters"), at("parameters"));
    }

    private SpecPlace at(String field) {
        return layers.placeOf("helm", field, place);
    }

    private String text(String field, String otherwise) {
        String text = helm.path(field).asString("");
        return text.isEmpty() ? otherwise : text;
    }

    private boolean is(String field) {
        return helm.path(field).asBoolean(false);
    }
}
