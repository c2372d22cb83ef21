package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The folder that an owner applies from.
 *
 * @param path from the repository's root, with {@code /}; empty for the root
 * @param namespaces in which the owner applies what it reads
 * @param reads whether the owner would read a new file of this path, relative to the folder, as a manifest; false for
 *     what is there already, be it a manifest or not
 * @param newFiles the file that is laid down for a new object; where none is, it goes beside its like
 */
public record SourceFolder(
        String path,
        Namespaces namespaces,
        Predicate<String> reads,
        Function<ObjectRef, Optional<RuledFile>> newFiles) {

    /** One in which new objects go beside their like. */
    public SourceFolder(String path, Namespaces namespaces, Predicate<String> reads) {
        this(path, namespaces, reads, object -> Optional.empty());
    }

    /** @param relative path of a file below the folder */
    String absolute(String relative) {
        return path.isEmpty() ? relative : path + "/" + relative;
    }

    boolean holds(String file) {
        return path.isEmpty() || file.startsWith(path + "/");
    }

    /** The path below the folder, of a file that it holds. */
    String relative(String file) {
        return path.isEmpty() ? file : file.substring(path.length() + 1);
    }
}
