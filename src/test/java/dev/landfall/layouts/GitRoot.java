package dev.landfall.layouts;

import dev.landfall.git.CommitId;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Git server and the chart repository as the folders name them, and as they are while a test runs.
 *
 * @param running with a slash at the end
 * @param charts likewise
 * @param heads the first commit of each repository, which the folders call {@code HEAD-OF-} and its name
 */
record GitRoot(String running, String charts, Map<String, CommitId> heads) {
    private static final String WRITTEN = "http://git.test/";
    private static final String CHARTS = "http://charts.test/";

    GitRoot(String running, String charts) {
        this(running, charts, Map.of());
    }

    String real(String text) {
        String real = text.replace(WRITTEN, running).replace(CHARTS, charts);
        // The longer of two names that begin alike comes first.
        for (var head : new TreeMap<>(heads).descendingMap().entrySet())
            real = real.replace("HEAD-OF-" + head.getKey(), head.getValue().hex());
        return real;
    }

    String written(String text) {
        return text.replace(running, WRITTEN).replace(charts, CHARTS).replace(host(charts), host(CHARTS));
    }

    private static String host(String url) {
        return url.replaceFirst("^http://", "").replaceFirst("/$", "");
    }

    String url(String repository) {
        return running + repository + ".git";
    }
}
