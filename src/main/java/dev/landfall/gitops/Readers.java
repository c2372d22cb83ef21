package dev.landfall.gitops;

import dev.landfall.cluster.Access;
import java.util.List;

/**
 * The owners that take something from a repository.
 *
 * @param unread rights without which others could have been overlooked
 */
public record Readers(List<Reader> readers, List<Access> unread) {
    public Readers {
        readers = List.copyOf(readers);
        unread = List.copyOf(unread);
    }
}
