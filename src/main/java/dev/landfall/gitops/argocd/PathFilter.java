package dev.landfall.gitops.argocd;

import dev.landfall.gitops.SourcePath;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
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
        return path.isEmpty() || path.equals(file) || file.startsWith(path + "/") || matches(path, file);
    }

    /** As Go's {@code filepath.Match}: a star stays within one folder, and what is malformed matches nothing. */
    private static boolean matches(String glob, String file) {
        StringBuilder expression = new StringBuilder();
        boolean inClass = false;
        for (int at = 0; at < glob.length(); at++) {
            char character = glob.charAt(at);
            if (character == '\\' && at + 1 < glob.length()) expression.append(quoted(glob.charAt(++at)));
            else if (inClass) {
                inClass = character != ']';
                expression.append("^-]".indexOf(character) >= 0 ? String.valueOf(character) : quoted(character));
            } else if (character == '[') {
                inClass = true;
                expression.append('[');
            } else if (character == '*') expression.append("[^/]*");
            else if (character == '?') expression.append("[^/]");
            else expression.append(quoted(character));
        }
        try {
            return !inClass && Pattern.matches(expression.toString(), file);
        } catch (PatternSyntaxException malformed) {
            return false;
        }
    }

    private static String quoted(char character) {
        return Character.isLetterOrDigit(character) || character > 127 ? String.valueOf(character) : "\\" + character;
    }
}
