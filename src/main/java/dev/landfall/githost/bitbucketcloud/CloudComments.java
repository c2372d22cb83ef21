package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.Comment;
import dev.landfall.githost.HostConnection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET} and {@code POST …/pullrequests/N/comments}, {@code PUT …/comments/ID}, which its author alone may. */
final class CloudComments {
    private final HostConnection connection;
    private final Paths paths;

    CloudComments(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /** Where others quoted ours, Bitbucket refuses to change theirs, and the search goes on. */
    void write(long number, Comment comment) {
        ObjectNode body = object();
        body.putObject("content").put("raw", comment.marked());
        for (JsonNode known : Pages.of(connection, paths.comments(number))) {
            boolean marked = !known.path("deleted").asBoolean(false)
                    && comment.isMarkedIn(known.at("/content/raw").asString(""));
            if (marked && isChanged(number, known, body)) return;
        }
        connection.send("POST", paths.comments(number), body);
    }

    private boolean isChanged(long number, JsonNode known, ObjectNode body) {
        String path = paths.comments(number) + "/" + known.path("id").asLong();
        Answer answer = connection.ask("PUT", path, Optional.of(body));
        if (answer.status() == 403) return false;
        connection.required(answer);
        return true;
    }
}
