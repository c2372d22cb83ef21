package dev.landfall.gitops;

import java.util.Map;

/** Which files below a source's folder, or of its repository, an owner takes. */
@FunctionalInterface
public interface FileSelection {

    /** @param relativePath of the file below the source's folder, with {@code /} */
    boolean reads(String relativePath);

    /** Whether a file that is selected by its path is read after all, by a mark in its content. */
    default boolean readsContent(byte[] content) {
        return true;
    }

    /** What files are called, at any depth, that leave out others; empty where there are none of the kind. */
    default String ignoreFile() {
        return "";
    }

    /** The same without what these leave out, by their paths. */
    default FileSelection ignoring(Map<String, byte[]> ignoreFiles) {
        return this;
    }
}
