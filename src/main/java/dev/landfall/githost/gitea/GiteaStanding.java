package dev.landfall.githost.gitea;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /repos/OWNER/NAME}. What a token may do is not told anywhere; a request that can do nothing is answered by
 * 403 where the scope is missing, and by 404 or 422 where only the request is wrong.
 */
final class GiteaStanding {
    private final HostConnection connection;
    private final Paths paths;

    GiteaStanding(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    Standing read() {
        JsonNode repository = connection.get(paths.repository());
        return new Standing(
                repository.path("full_name").asString(""),
                URI.create(repository.path("html_url").asString("")),
                repository.path("archived").asBoolean(false),
                isNamedSo(repository) ? lacking(repository) : List.of(),
                styles(repository));
    }

    /** Under an old name nothing can be tried out: what would change something is led to the new one, and not followed. */
    private boolean isNamedSo(JsonNode repository) {
        return paths.repository()
                .equalsIgnoreCase("/repos/" + repository.path("full_name").asString(""));
    }

    private List<String> lacking(JsonNode repository) {
        List<String> lacking = new ArrayList<>();
        if (!repository.at("/permissions/push").asBoolean(false))
            lacking.add("the right to write to the repository, to push a branch and open a pull request from it");
        if (isForbidden(paths.repository() + "/pulls"))
            lacking.add("the scope write:repository, to open and merge pull requests");
        if (isForbidden(paths.comments(0))) lacking.add("the scope write:issue, to comment on them");
        return lacking;
    }

    /** Nothing comes of an empty body, nor of pull request 0. */
    private boolean isForbidden(String path) {
        Answer answer = connection.ask("POST", path, Optional.of(object()));
        return answer.status() == 403;
    }

    private static Set<MergeStyle> styles(JsonNode repository) {
        Set<MergeStyle> styles = EnumSet.noneOf(MergeStyle.class);
        if (repository.path("allow_merge_commits").asBoolean(false)) styles.add(MergeStyle.MERGE);
        if (repository.path("allow_squash_merge").asBoolean(false)) styles.add(MergeStyle.SQUASH);
        if (repository.path("allow_rebase").asBoolean(false)) styles.add(MergeStyle.REBASE);
        return styles;
    }
}
