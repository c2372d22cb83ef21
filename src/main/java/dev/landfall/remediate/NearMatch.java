package dev.landfall.remediate;

import dev.landfall.cluster.EditDistance;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/**
 * Which of the names that exist a wrong one was meant to be: equal but for case, {@code -} and {@code _}, or two letters
 * away at most, or with the same first or last part.
 */
public final class NearMatch {
    private static final int LETTERS = 2;

    private NearMatch() {}

    /** The closest, all of those that are equally close; none where nothing is near. */
    public static List<String> among(String wrong, Collection<String> names) {
        int best = names.stream()
                .filter(name -> !name.equals(wrong))
                .mapToInt(name -> distance(wrong, name))
                .min()
                .orElse(Integer.MAX_VALUE);
        if (best == Integer.MAX_VALUE) return List.of();
        return names.stream()
                .filter(name -> !name.equals(wrong) && distance(wrong, name) == best)
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether one is the other with a few wrong letters, and does not merely share a part with it. */
    public static boolean isMisspelt(String wrong, String name) {
        return !wrong.equals(name) && distance(wrong, name) <= LETTERS;
    }

    /** 0 for the same letters, then the number of wrong ones, then 3 for a common part; else as far as can be. */
    private static int distance(String wrong, String name) {
        if (letters(wrong).equals(letters(name))) return 0;
        int letters = EditDistance.between(wrong, name);
        // Of a name of three letters, two wrong ones are another name.
        if (letters <= LETTERS && letters * 2 < Math.max(wrong.length(), name.length())) return letters;
        return sharesPart(wrong, name) ? LETTERS + 1 : Integer.MAX_VALUE;
    }

    private static String letters(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[-_.]", "");
    }

    private static boolean sharesPart(String wrong, String name) {
        List<String> left = List.of(wrong.split("[-_.]"));
        List<String> right = List.of(name.split("[-_.]"));
        if (left.size() == 1 && right.size() == 1) return false;
        return left.getFirst().equals(right.getFirst()) || left.getLast().equals(right.getLast());
    }
}
