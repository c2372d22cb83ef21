package dev.landfall.change;

import dev.landfall.git.RepositoryUrl;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;

/** Compares how a host calls a repository with how its URL does. */
final class HostNames {
    private HostNames() {}

    /**
     * Whether the segments of the host's name stand in the URL's path in this order: between and before them a URL may
     * have others, such as {@code scm} or {@code _git}. Case does not count, as on most hosts.
     */
    static boolean isSame(RepositoryUrl url, String name) {
        Iterator<String> path = segments(url.name()).iterator();
        return segments(name).stream().allMatch(wanted -> {
            while (path.hasNext()) if (path.next().equals(wanted)) return true;
            return false;
        });
    }

    private static List<String> segments(String path) {
        return List.of(path.toLowerCase(Locale.ROOT).split("/", -1));
    }
}
