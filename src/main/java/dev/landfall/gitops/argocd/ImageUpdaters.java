package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.ImageReference;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The images of an Application that Argo CD Image Updater chooses: before 1.0 by annotations of the Application, since
 * then by ImageUpdater objects. What may not be read is passed over.
 */
record ImageUpdaters(Cluster cluster, Application application) {
    private static final String GROUP = "argocd-image-updater.argoproj.io";
    private static final String IMAGE_LIST = GROUP + "/image-list";
    private static final String METHOD = GROUP + "/write-back-method";

    /** @param where it is said that the image is chosen, for people */
    private record Chosen(String image, String where, String method) {}

    /** @param images as containers name them */
    List<Reason> choosing(List<String> images) {
        List<String> repositories =
                images.stream().map(ImageUpdaters::repository).distinct().toList();
        if (repositories.isEmpty()) return List.of();
        return Stream.concat(byAnnotations(), byObjects())
                .filter(chosen -> repositories.contains(repository(chosen.image())))
                .map(this::told)
                .toList();
    }

    /** {@code [ALIAS=]IMAGE[:CONSTRAINT]}, with commas between them. */
    private Stream<Chosen> byAnnotations() {
        Map<String, String> annotations = application.live().annotations();
        return Arrays.stream(annotations.getOrDefault(IMAGE_LIST, "").split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> new Chosen(
                        entry.substring(entry.indexOf('=') + 1),
                        "the annotation " + IMAGE_LIST + " of " + application.ref(),
                        annotations.getOrDefault(METHOD, "argocd")));
    }

    private Stream<Chosen> byObjects() {
        List<Chosen> chosen = new ArrayList<>();
        try {
            cluster.typeOf(GROUP, "ImageUpdater")
                    .ifPresent(type -> cluster.scan(type, "", "", updater -> chosen.addAll(chosenBy(updater))));
        } catch (ClusterException refused) {
            Rights.missingIn(refused);
        }
        return chosen.stream();
    }

    private List<Chosen> chosenBy(LiveObject updater) {
        String namespace = updater.at("/spec/namespace").asString(updater.ref().namespace());
        if (!namespace.equals(application.ref().namespace())) return List.of();
        return updater.at("/spec/applicationRefs")
                .valueStream()
                .filter(this::isMeant)
                .flatMap(reference -> reference
                        .path("images")
                        .valueStream()
                        .map(image -> new Chosen(
                                image.path("imageName").asString(""),
                                updater.ref().toString(),
                                method(updater, reference))))
                .toList();
    }

    private boolean isMeant(JsonNode reference) {
        return new Glob(reference.path("namePattern").asString(""))
                        .matches(application.ref().name())
                && reference.at("/labelSelectors/matchLabels").properties().stream()
                        .allMatch(label -> label.getValue()
                                .asString("")
                                .equals(application.live().labels().get(label.getKey())));
    }

    private static String method(LiveObject updater, JsonNode reference) {
        return reference
                .at("/writeBackConfig/method")
                .asString(updater.at("/spec/writeBackConfig/method").asString("argocd"));
    }

    /** As it is without what stands for Docker's own registry. */
    private static String repository(String image) {
        return new ImageReference(image)
                .repository()
                .replaceFirst("^(index\\.)?docker\\.io/", "")
                .replaceFirst("^library/", "");
    }

    private Reason told(Chosen chosen) {
        String where = chosen.method().startsWith("git")
                ? "to Git"
                : "to the spec of %s, above what the files say".formatted(application.ref());
        return Reason.lasting(
                "image-updater",
                "Argo CD Image Updater chooses the tag of %s, as %s says, and will write its own choice again, %s"
                        .formatted(Printable.line(chosen.image()), chosen.where(), where),
                "narrow down there what it may choose, or take the image out");
    }
}
