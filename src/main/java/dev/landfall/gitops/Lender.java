package dev.landfall.gitops;

/**
 * A source that lends files to another source of the same owner: value files to its chart, or a folder of its own.
 *
 * @param name by which they are named: {@code $values} for {@code $values/prod/web.yaml}; or the folder in which they
 *     stand, by its path from the root
 * @param from the folder in which they lie in the repository of the lender, by its path from the root; empty for that
 * @param source whose repository and branch they lie in
 */
public record Lender(String name, String from, GitSource source) {

    /** One that lends all of its repository. */
    public Lender(String name, GitSource source) {
        this(name, "", source);
    }

    /** Whether a path of a value file names a file of it. */
    public boolean lends(String path) {
        return path.startsWith(name + "/");
    }

    /** From the root of its repository. */
    public String inRepository(String path) {
        String below = path.substring(name.length() + 1);
        return from.isEmpty() ? below : from + "/" + below;
    }
}
