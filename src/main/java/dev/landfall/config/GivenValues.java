package dev.landfall.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts by the path of their key, such as {@code repositories[0].match}, as they were given, not yet understood.
 *
 * @param texts in the order in which they were given
 * @param places where each section, list and item begins
 */
record GivenValues(Map<String, Given> texts, Map<String, Origin> places) {

    record Given(String text, Origin origin) {}

    static GivenValues none() {
        return new GivenValues(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    Optional<Given> at(String path) {
        return Optional.ofNullable(texts.get(path));
    }

    /** The paths of a list's items. */
    List<String> items(String list) {
        return Stream.iterate(0, index -> index + 1)
                .map(index -> list + "[" + index + "]")
                .takeWhile(item -> places.containsKey(item))
                .toList();
    }
}
