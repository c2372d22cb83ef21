package dev.landfall.manifest.yaml;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines between what two texts begin and end with alike. */
record LineDifference(List<String> removed, List<String> added) {

    static LineDifference of(String before, String after) {
        List<String> old = List.of(before.split("\n", -1));
        List<String> now = List.of(after.split("\n", -1));
        int most = Math.min(old.size(), now.size());
        int head = 0;
        while (head < most && old.get(head).equals(now.get(head))) head++;
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) tail++;
        return new LineDifference(old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
    }

    LineDifference withoutComments() {
        return without(line -> line.matches("(?s)\uFEFF?\\s*#.*"));
    }

    /** Without blank lines as well. */
    LineDifference withoutMarkers() {
        return without(line -> line.isBlank() || line.matches("(?s)\uFEFF?(---|\\.\\.\\.|%).*"));
    }

    private LineDifference without(Predicate<String> lines) {
        return new LineDifference(removed.stream().filter(lines.negate()).toList(), added);
    }

    /** @param fewerOrEqual lines may be removed; as many and {@code more} may be added for them */
    Optional<String> excess(int fewerOrEqual, int more) {
        if (removed.size() > fewerOrEqual)
            return Optional.of(removed.size() + " lines removed, not " + fewerOrEqual + ": " + removed);
        if (added.size() > removed.size() + more)
            return Optional.of(added.size() + " lines added, not " + more + ": " + added);
        return Optional.empty();
    }
}
