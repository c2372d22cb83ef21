package dev.landfall.render;

import java.util.List;

/**
 * A value that is the whole text of a file.
 *
 * @param way the keys on the way to it
 * @param path of the file from the root
 */
public record TextValue(List<String> way, String path) {
    public TextValue {
        way = List.copyOf(way);
    }
}
