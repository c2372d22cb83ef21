package dev.landfall.recommend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the words of a wish say.
 *
 * @param said by the key of the question that it answers; several different values contradict each other
 * @param environment variables by their names
 * @param leftOver words that mean nothing here, in their order
 */
record Intent(Map<String, List<Said>> said, Map<String, String> environment, List<String> leftOver) {
    Intent {
        said = Map.copyOf(said);
        leftOver = List.copyOf(leftOver);
    }

    /** A value and the phrase that says it. */
    record Said(String value, String phrase) {}

    /** Every value that the words give, each once. */
    List<Said> of(String key) {
        Map<String, Said> distinct = new LinkedHashMap<>();
        said.getOrDefault(key, List.of()).forEach(each -> distinct.putIfAbsent(each.value(), each));
        return new ArrayList<>(distinct.values());
    }

    boolean says(String key) {
        return said.containsKey(key);
    }
}
