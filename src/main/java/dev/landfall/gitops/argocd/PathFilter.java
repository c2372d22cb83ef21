package dev.landfall.gitops.argocd;

import dev.landfall.gitops.SourcePath;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The annotation {@code argocd.argoproj.io/manifest-generate-paths}: for a commit that touches none of its paths Argo CD
 * takes the manifests that it has rendered before (util/app/path/path.go, AppFilesHaveChanged).
 *
 * @param paths from the root of the repository; empty where there is no filter
 */
record PathFilter(String text, List<String> paths) {
    private static final String ANNOTATION = "argocd.argoproj.io/manifest-generate-paths";

    static PathFilter of(Application application) {
        String text = application.live().annotations().getOrDefault(ANNOTATION, "");
        return new PathFilter(
                text,
                Arrays.stream(text.split(";"))
                        .map(String::strip)
                        .filter(path -> !path.isEmpty())
                        .flatMap(path -> resolved(path, application))
                        .toList());
    }

    /** In the folder of each of its sources. */
    private static Stream<String> resolved(String path, Application application) {
        return application.bySource().stream()
                .map(source -> source.editedSource().path("path").asString(""))
                .flatMap(folder -> SourcePath.resolve(path.startsWith("/") ? "" : folder, path).stream())
                .distinct();
    }

    /** Whether a commit of these files has Argo CD render anew. */
    boolean lets(List<String> files) {
        boolean filters = !text.replace(";", "").isBlank();
        return !filters || files.stream().anyMatch(file -> paths.stream().anyMatch(path -> covers(path, file)));
    }

    static String annotation() {
        return ANNOTATION;
    }

    private static boolean covers(String path, String file) {
        return path.isEmpty()
                || path.equals(file)
                || file.startsWith(path + "/")
                || PathPattern.of(path).matches(file);
    }
}
