package dev.landfall.gitops;

/**
 * A source that lends value files to a chart of another source of the same owner.
 *
 * @param name by which they are named: {@code $values} for {@code $values/prod/web.yaml}
 * @param source whose repository and branch they lie in, by their path from its root
 */
public record Lender(String name, GitSource source) {

    /** Whether a path of a value file names a file of it. */
    public boolean lends(String path) {
        return path.startsWith(name + "/");
    }

    /** From the root of its repository. */
    public String inRepository(String path) {
        return path.substring(name.length() + 1);
    }
}
