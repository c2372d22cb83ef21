package dev.landfall.gitops.argocd;

import dev.landfall.gitops.Addition;
import dev.landfall.gitops.SpecPlace;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code kustomize} of a source: what Argo CD puts into the kustomization before it builds (util/kustomize/kustomize.go,
 * Build).
 *
 * @param place of it in the Application, such as {@code spec.source.kustomize}
 * @param layers what files in the folder make of it
 */
record KustomizeBlock(JsonNode kustomize, String place, SpecLayers layers) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Pattern VERSION = Pattern.compile("v?(\\d+\\.\\d+)\\.\\d+");

    /** Fields that are read here, and those that change nothing of what comes out. */
    private static final Set<String> READ = Set.of(
            "namePrefix",
            "nameSuffix",
            "images",
            "replicas",
            "patches",
            "components",
            "ignoreMissingComponents",
            "namespace",
            "commonLabels",
            "labelWithoutSelector",
            "labelIncludeTemplates",
            "forceCommonLabels",
            "commonAnnotations",
            "commonAnnotationsEnvsubst",
            "forceCommonAnnotations");

    /**
     * The line of the version that it names, of those that its installation has besides its own
     * ({@code kustomize.path.VERSION} of argocd-cm); empty where it names none by its number.
     */
    Optional<String> line() {
        Matcher version = VERSION.matcher(kustomize.path("version").asString(""));
        return version.matches() ? Optional.of(version.group(1)) : Optional.empty();
    }

    private boolean isRead(String field) {
        return READ.contains(field) || (field.equals("version") && line().isPresent());
    }

    /** What in it Landfall does not build, as the end of a sentence that begins with the Application. */
    Optional<String> obstacle() {
        return kustomize.propertyNames().stream()
                .filter(field -> !isRead(field) && !isNothing(kustomize.path(field)))
                .map(field -> "sets %s.%s".formatted(place, Printable.line(field)))
                .findFirst()
                .or(() -> layers.mixed("kustomize", List.of("commonLabels", "commonAnnotations")))
                .or(this::substituted)
                .or(this::asterisk);
    }

    private static boolean isNothing(JsonNode value) {
        return value.isNull()
                || (value.isContainer() ? value.isEmpty() : value.asString().isEmpty());
    }

    private Optional<String> substituted() {
        return kustomize.path("commonAnnotationsEnvsubst").asBoolean(false)
                ? Optional.of("puts variables of its own into " + place + ".commonAnnotations")
                : Optional.empty();
    }

    /** It stands for a part that the entry in the kustomization has. */
    private Optional<String> asterisk() {
        return texts("images")
                .filter(image -> image.contains("*"))
                .findFirst()
                .map(image ->
                        "takes a part of %s.images from the kustomization: %s".formatted(place, Printable.line(image)));
    }

    List<Addition> additions() {
        List<Addition> additions = new ArrayList<>();
        for (String field : List.of("namePrefix", "nameSuffix", "namespace"))
            if (!isNothing(kustomize.path(field)))
                additions.add(new Addition(field, kustomize.path(field), at(field, ""), false));
        List<String> images = texts("images").toList();
        for (int i = 0; i < images.size(); i++)
            additions.add(new Addition("images", image(images.get(i)), at("images", "[" + i + "]"), true));
        addAll("replicas", additions);
        addLabels(additions);
        JsonNode annotations = kustomize.path("commonAnnotations");
        if (!annotations.isEmpty())
            additions.add(new Addition("commonAnnotations", annotations, at("commonAnnotations", ""), false));
        addAll("patches", additions);
        boolean mayBeMissing = kustomize.path("ignoreMissingComponents").asBoolean(false);
        for (int i = 0; i < kustomize.path("components").size(); i++)
            additions.add(new Addition(
                    "components",
                    kustomize.path("components").path(i),
                    at("components", "[" + i + "]"),
                    false,
                    mayBeMissing));
        return additions;
    }

    private void addAll(String field, List<Addition> additions) {
        for (int i = 0; i < kustomize.path(field).size(); i++)
            additions.add(new Addition(field, kustomize.path(field).path(i), at(field, "[" + i + "]"), false));
    }

    private void addLabels(List<Addition> additions) {
        JsonNode labels = kustomize.path("commonLabels");
        if (labels.isEmpty()) return;
        if (!kustomize.path("labelWithoutSelector").asBoolean(false)) {
            additions.add(new Addition("commonLabels", labels, at("commonLabels", ""), false));
            return;
        }
        ObjectNode entry = JSON.objectNode();
        entry.set("pairs", labels);
        if (kustomize.path("labelIncludeTemplates").asBoolean(false)) entry.put("includeTemplates", true);
        additions.add(new Addition("labels", entry, at("commonLabels", ""), false));
    }

    private SpecPlace at(String field, String below) {
        return layers.placeOf("kustomize", field, place).below(below);
    }

    private Stream<String> texts(String field) {
        return kustomize.path(field).valueStream().map(text -> text.asString(""));
    }

    /** {@code [name=]newName[:newTag][@digest]}: a colon behind the last slash begins a tag. */
    private static JsonNode image(String text) {
        int equals = text.indexOf('=');
        String wanted = equals < 0 ? text : text.substring(equals + 1);
        int at = wanted.indexOf('@');
        String digest = at < 0 ? "" : wanted.substring(at + 1);
        String tagged = at < 0 ? wanted : wanted.substring(0, at);
        int colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
        String newName = colon < 0 ? tagged : tagged.substring(0, colon);
        ObjectNode entry = JSON.objectNode().put("name", equals < 0 ? newName : text.substring(0, equals));
        if (equals >= 0) entry.put("newName", newName);
        if (colon >= 0) entry.put("newTag", tagged.substring(colon + 1));
        return digest.isEmpty() ? entry : entry.put("digest", digest);
    }
}
