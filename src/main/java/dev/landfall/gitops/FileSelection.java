package dev.landfall.gitops;

/** Which files below a source's folder its owner reads as plain manifests. */
@FunctionalInterface
public interface FileSelection {

    /** @param relativePath of the file below the source's folder, with {@code /} */
    boolean reads(String relativePath);

    /** Whether a file that is selected by its path is read after all, by a mark in its content. */
    default boolean readsContent(byte[] content) {
        return true;
    }
}
