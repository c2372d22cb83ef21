package dev.landfall.gitops;

/** Which files below a source's folder its owner reads as plain manifests. */
@FunctionalInterface
public interface FileSelection {

    /** @param relativePath of the file below the source's folder, with {@code /} */
    boolean reads(String relativePath);
}
