package dev.landfall.git;

/**
 * A file of a commit.
 *
 * @param path from the repository's root, with {@code /}
 * @param blob the name of its content, 40 hex digits; of a submodule, the commit it points at
 */
public record TreeFile(String path, Kind kind, String blob) {

    /** What Git's file mode says. */
    public enum Kind {
        REGULAR,
        EXECUTABLE,
        SYMLINK,
        SUBMODULE
    }
}
