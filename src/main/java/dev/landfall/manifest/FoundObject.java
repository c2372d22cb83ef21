package dev.landfall.manifest;

/**
 * Where a file defines an object.
 *
 * @param document of the file, counted from 0
 * @param line where the object begins, counted from 1
 */
public record FoundObject(String path, int document, int line) {

    @Override
    public String toString() {
        return path + ":" + line;
    }
}
