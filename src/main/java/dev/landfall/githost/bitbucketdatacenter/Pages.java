package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Lists in pages: {@code isLastPage}, {@code nextPageStart} (REST reference, "Paged APIs"). */
final class Pages {
    private static final int SIZE = 100;

    private Pages() {}

    static List<JsonNode> of(HostConnection connection, String path) {
        String first = path + (path.contains("?") ? "&" : "?") + "limit=" + SIZE;
        return connection.list(first, page -> page.path("values"), page -> next(first, page));
    }

    private static Optional<String> next(String first, Answer page) {
        long start = page.json().path("nextPageStart").asLong(-1);
        boolean last = page.json().path("isLastPage").asBoolean(true) || start < 0;
        return last ? Optional.empty() : Optional.of(first + "&start=" + start);
    }
}
