package dev.landfall.gitops;

/**
 * Where an owner's spec says something.
 *
 * @param file in its folder by which it changes its own spec; empty for the owner itself
 * @param path in the owner, or in the file
 */
public record SpecPlace(String file, String path) {

    public static SpecPlace inOwner(String path) {
        return new SpecPlace("", path);
    }

    /** The same with more at its end, such as {@code [0]}. */
    public SpecPlace below(String more) {
        return new SpecPlace(file, path + more);
    }

    public boolean isInOwner() {
        return file.isEmpty();
    }

    /** For people. */
    @Override
    public String toString() {
        return isInOwner() ? path + " of the owner" : path + " of " + file;
    }
}
