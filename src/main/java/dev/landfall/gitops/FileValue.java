package dev.landfall.gitops;

import java.util.List;

/**
 * A value of a chart that is the whole text of a file, as {@code helm --set-file} takes it.
 *
 * @param way the keys on the way to it
 * @param path of the file from the repository's root, or behind the name of a lender
 */
public record FileValue(List<String> way, String path) {
    public FileValue {
        way = List.copyOf(way);
    }
}
