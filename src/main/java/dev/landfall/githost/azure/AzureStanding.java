package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Standing;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * {@code GET …/repositories/NAME}. What a token may do is not told anywhere: a request that can do nothing is answered by
 * 401 where the scope is missing, by 403 where the user lacks the permission, and by 400 where only the request is wrong.
 * Styles are a policy of each branch, and not told here.
 */
final class AzureStanding {
    private final HostConnection connection;
    private final AzureName name;
    private final AzurePaths paths;

    AzureStanding(HostConnection connection, AzureName name, AzurePaths paths) {
        this.connection = connection;
        this.name = name;
        this.paths = paths;
    }

    Standing read() {
        JsonNode repository = connection.get(paths.itself());
        boolean disabled = repository.path("isDisabled").asBoolean(false);
        String today = repository.at("/project/name").asString("") + "/"
                + repository.path("name").asString("");
        return new Standing(today, name.page(), disabled, disabled ? List.of() : lacking(), Set.of());
    }

    /** Nothing comes of an empty body. */
    private List<String> lacking() {
        try {
            int status =
                    connection.ask("POST", paths.pulls(), Optional.of(object())).status();
            return status == 403
                    ? List.of("the permission Contribute to pull requests, to open, comment on and complete them")
                    : List.of();
        } catch (GitHostException failed) {
            return switch (failed.reason().code()) {
                // The repository could be read, so the token is known.
                case "host-authentication" ->
                    List.of("the scope Code (Read & write), to open, change, comment on and complete pull requests");
                case "host-failing" -> List.of(); // over the empty body
                default -> throw failed;
            };
        }
    }
}
