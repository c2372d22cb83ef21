package dev.landfall.gitops;

import java.util.Optional;

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

    /** Where a file of its repository stands; empty for one that it does not lend. */
    public Optional<String> here(String path) {
        if (from.isEmpty()) return Optional.of(name + "/" + path);
        return path.startsWith(from + "/") ? Optional.of(name + path.substring(from.length())) : Optional.empty();
    }

    /** From the root of its repository. */
    public String inRepository(String path) {
        String below = path.substring(name.length() + 1);
        return from.isEmpty() ? below : from + "/" + below;
    }
}
