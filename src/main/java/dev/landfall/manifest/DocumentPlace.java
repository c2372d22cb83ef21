package dev.landfall.manifest;

import java.util.Optional;

/**
 * A document that defines no object: a kustomization or a patch.
 *
 * @param text the way to the text in the file's first document that holds it, for an inline patch; empty where the file
 *     itself holds it
 * @param document counted from 0, empty ones as well
 */
public record DocumentPlace(String file, Optional<FieldPath> text, int document) {

    /** The first, or only, document of a file. */
    public static DocumentPlace of(String file) {
        return new DocumentPlace(file, Optional.empty(), 0);
    }

    @Override
    public String toString() {
        return text.map(path -> file + " (" + path + ")").orElse(file);
    }
}
