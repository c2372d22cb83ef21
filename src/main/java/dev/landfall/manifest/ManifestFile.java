package dev.landfall.manifest;

import java.util.Arrays;

/**
 * A file as it stands in a commit.
 *
 * @param path from the repository's root, with {@code /}
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record ManifestFile(String path, byte[] content) {

    @Override
    public boolean equals(Object other) {
        return other instanceof ManifestFile that && path.equals(that.path) && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return path + " (" + content.length + " bytes)";
    }
}
