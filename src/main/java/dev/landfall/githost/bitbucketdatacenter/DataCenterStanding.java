package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.encoded;
import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Standing;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET /projects/KEY/repos/SLUG}. What we may do there is told to administrators only; {@code GET /repos} filtered
 * by a permission lists the repositories on which we have it. What a token takes away from its user's permissions is told
 * nowhere: a pull request from nowhere is refused by 401 where it lacks the right, and by 400 where it has it.
 */
final class DataCenterStanding {
    private final HostConnection connection;
    private final Paths paths;

    DataCenterStanding(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    Standing read() {
        JsonNode repository = connection.get(paths.repository());
        return new Standing(
                repository.at("/project/key").asString("") + "/"
                        + repository.path("slug").asString(""),
                URI.create(repository.at("/links/self/0/href").asString("")),
                repository.path("archived").asBoolean(false),
                lacking(repository),
                DataCenterSettings.of(connection, paths).styles());
    }

    private List<String> lacking(JsonNode repository) {
        List<String> lacking = new ArrayList<>();
        if (!mayWrite(repository))
            lacking.add("the permission Repository write, to push a branch and to merge a pull request");
        if (connection.ask("POST", paths.pulls(), Optional.of(object())).status() == 403)
            lacking.add("the token's permission Repository write, to open pull requests and comment on them");
        return lacking;
    }

    private boolean mayWrite(JsonNode repository) {
        String path = "/api/latest/repos?permission=REPO_WRITE&projectkey="
                + encoded(repository.at("/project/key").asString("")) + "&name="
                + encoded(repository.path("name").asString(""));
        long id = repository.path("id").asLong(-1);
        return Pages.of(connection, path).stream()
                .anyMatch(mine -> mine.path("id").asLong(-2) == id);
    }
}
