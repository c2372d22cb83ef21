package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.githost.Answer;
import dev.landfall.githost.Comment;
import dev.landfall.githost.HostConnection;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST …/pull-requests/N/comments}, {@code GET} and {@code PUT …/comments/ID}. Comments on the whole pull request
 * are listed among its activities only: {@code GET …/comments} wants the path of a file.
 */
final class DataCenterComments {
    private static final int ATTEMPTS = 4;

    private final HostConnection connection;
    private final Paths paths;
    private final DataCenterPullRequests reading;

    DataCenterComments(HostConnection connection, Paths paths, DataCenterPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    void write(long number, Comment comment) {
        Optional<JsonNode> earlier = reading.activities(number).stream()
                .filter(activity -> activity.path("action").asString("").equals("COMMENTED"))
                .map(activity -> activity.path("comment"))
                .filter(known -> comment.isMarkedIn(known.path("text").asString("")) && isOurs(known))
                .findFirst();
        if (earlier.isEmpty()) connection.send("POST", paths.comments(number), object().put("text", comment.marked()));
        else rewrite(paths.comments(number) + "/" + earlier.get().path("id").asLong(), comment);
    }

    /** Nobody but its author may change a comment. */
    private static boolean isOurs(JsonNode comment) {
        return comment.at("/permittedOperations/editable").asBoolean(true);
    }

    private void rewrite(String path, Comment comment) {
        for (int attempt = 1; ; attempt++) {
            long version = connection.get(path).path("version").asLong();
            Answer answer = connection.ask(
                    "PUT",
                    path,
                    Optional.of(object().put("text", comment.marked()).put("version", version)));
            if (attempt < ATTEMPTS && Refusal.OUT_OF_DATE.isIn(answer)) continue;
            connection.required(answer);
            return;
        }
    }
}
