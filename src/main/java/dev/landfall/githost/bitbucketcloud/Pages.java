package dev.landfall.githost.bitbucketcloud;

import dev.landfall.githost.HostConnection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Lists in pages: {@code next} is the address of the next one ("Pagination" of the reference). */
final class Pages {
    /** The most that pull requests take, as measured by others; 100 are refused. */
    private static final int SIZE = 50;

    private Pages() {}

    static List<JsonNode> of(HostConnection connection, String path) {
        return connection.list(
                path + (path.contains("?") ? "&" : "?") + "pagelen=" + SIZE,
                page -> page.path("values"),
                page -> Optional.of(page.json().path("next").asString("")).filter(next -> !next.isEmpty()));
    }
}
