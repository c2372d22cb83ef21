package dev.landfall.git;

import dev.landfall.reason.Printable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.jgit.errors.CorruptObjectException;
import org.eclipse.jgit.lib.ObjectChecker;

/**
 * A path inside a repository, as its components, none of which can lead elsewhere.
 *
 * @param components from the root down; none for the root itself
 */
record TreePath(List<String> components) {
    private static final Pattern UNFIT = Pattern.compile("[\\p{Cc}\\p{Cf}\\\\]");
    private static final Pattern HIDDEN_GIT = Pattern.compile("(?i)(?:\\.git|git~[0-9]+)?");
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    TreePath {
        components = List.copyOf(components);
    }

    /** @throws GitException of fault USAGE for {@code ..}, absolute paths, backslashes, control characters, .git */
    static TreePath ofFile(String path) {
        if (path.isEmpty()) throw refused(path);
        return of(path);
    }

    /** As {@link #ofFile}, with the empty text for the root. */
    static TreePath ofFolder(String path) {
        return path.isEmpty() ? new TreePath(List.of()) : of(path);
    }

    private static TreePath of(String path) {
        if (UNFIT.matcher(path).find() || DRIVE.matcher(path).matches()) throw refused(path);
        List<String> components = List.of(path.split("/", -1));
        for (String component : components) {
            if (!isSound(component)) throw refused(path);
        }
        return new TreePath(components);
    }

    private static boolean isSound(String component) {
        // The rule set for macOS knows the look-alikes of .git made with characters that a file system ignores.
        ObjectChecker rules = new ObjectChecker().setSafeForMacOS(true);
        byte[] bytes = component.getBytes(StandardCharsets.UTF_8);
        try {
            rules.checkPathSegment(bytes, 0, bytes.length);
        } catch (CorruptObjectException _) {
            return false;
        }
        // Windows drops trailing dots and spaces, and knows .git by its short name.
        return !HIDDEN_GIT.matcher(component.replaceAll("[. ]+$", "")).matches();
    }

    private static GitException refused(String path) {
        return GitException.usage(
                "path-refused",
                "\"" + Printable.line(path, 200) + "\" is not a path inside a repository",
                "name it from the repository's root, with / and without .., .git or a leading /");
    }

    TreePath child(String component) {
        return new TreePath(
                Stream.concat(components.stream(), Stream.of(component)).toList());
    }

    @Override
    public String toString() {
        return String.join("/", components);
    }
}
