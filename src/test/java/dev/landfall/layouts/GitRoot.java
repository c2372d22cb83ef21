package dev.landfall.layouts;

import dev.landfall.git.CommitId;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Git server as the folders name it, and as it is while a test runs.
 *
 * @param running with a slash at the end
 * @param heads the first commit of each repository, which the folders call {@code HEAD-OF-} and its name
 */
record GitRoot(String running, Map<String, CommitId> heads) {
    private static final String WRITTEN = "http://git.test/";

    GitRoot(String running) {
        this(running, Map.of());
    }

    String real(String text) {
        String real = text.replace(WRITTEN, running);
        // The longer of two names that begin alike comes first.
        for (var head : new TreeMap<>(heads).descendingMap().entrySet())
            real = real.replace("HEAD-OF-" + head.getKey(), head.getValue().hex());
        return real;
    }

    String written(String text) {
        return text.replace(running, WRITTEN);
    }

    String url(String repository) {
        return running + repository + ".git";
    }
}
