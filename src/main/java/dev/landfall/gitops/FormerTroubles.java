package dev.landfall.gitops;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an owner said was not well when a change was planned, so that what is not well now can be told apart: as before
 * the change, or only since.
 *
 * @param told each as the owner's provider words it; the same trouble is always worded alike
 */
public record FormerTroubles(List<String> told) {
    public FormerTroubles {
        told = List.copyOf(told);
    }

    /** The troubles of now, those of before first. */
    public String tellApart(Collection<String> now) {
        return Stream.of(words(now, true, "as before the change"), words(now, false, "since the change"))
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private String words(Collection<String> now, boolean before, String when) {
        String words = now.stream()
                .distinct()
                .filter(trouble -> told.contains(trouble) == before)
                .collect(Collectors.joining(", "));
        return words.isEmpty() ? "" : words + " (" + when + ")";
    }
}
