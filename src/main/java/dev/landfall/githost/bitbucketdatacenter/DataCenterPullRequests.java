package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads pull requests: {@code GET …/pull-requests/N}, and who ended one from {@code …/activities}. Whoever changes one
 * names the version that was read.
 */
final class DataCenterPullRequests {
    private static final int ATTEMPTS = 4;

    private final HostConnection connection;
    private final Paths paths;

    DataCenterPullRequests(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /**
     * {@code GET …/pull-requests?at=refs/heads/…&direction=OUTGOING&state=ALL}: outgoing ones may lead into the
     * repository that this one was forked from.
     */
    List<PullRequest> from(String head, String base) {
        String path = paths.pulls() + "?direction=OUTGOING&state=ALL&at=" + encoded(Paths.ref(head));
        return Pages.of(connection, path).stream()
                .filter(pull -> isOf(pull.path("fromRef"), head) && isOf(pull.path("toRef"), base))
                .map(this::read)
                .sorted(Comparator.comparingLong(PullRequest::number).reversed())
                .toList();
    }

    private boolean isOf(JsonNode ref, String branch) {
        return ref.path("id").asString("").equals(Paths.ref(branch))
                && ref.at("/repository/slug").asString("").equalsIgnoreCase(paths.slug())
                && ref.at("/repository/project/key").asString("").equalsIgnoreCase(paths.project());
    }

    PullRequest get(long number) {
        return read(json(number));
    }

    JsonNode json(long number) {
        Answer answer = connection.ask("GET", paths.pull(number), Optional.empty());
        if (Refusal.ABSENT.isIn(answer)) throw GitHostException.noSuchPullRequest("pull request #" + number);
        return connection.required(answer).json();
    }

    /**
     * The answer to a change of what {@link #json} reads; should others have changed it in between, it is read and
     * changed again.
     */
    Answer change(long number, Function<JsonNode, Answer> change) {
        for (int attempt = 1; ; attempt++) {
            Answer answer = change.apply(json(number));
            if (attempt == ATTEMPTS || !Refusal.OUT_OF_DATE.isIn(answer)) return answer;
        }
    }

    PullRequest read(JsonNode pull) {
        return new PullRequest(
                pull.path("id").asLong(),
                URI.create(pull.at("/links/self/0/href").asString("")),
                pull.path("title").asString(""),
                pull.path("description").asString(""),
                branch(pull.path("fromRef")),
                head(pull),
                branch(pull.path("toRef")),
                pull.path("draft").asBoolean(false),
                state(pull));
    }

    static Optional<CommitId> head(JsonNode pull) {
        return CommitId.parse(pull.at("/fromRef/latestCommit").asString(""));
    }

    private static String branch(JsonNode ref) {
        return ref.path("id").asString("").replaceFirst("^refs/heads/", "");
    }

    private PullRequest.State state(JsonNode pull) {
        long number = pull.path("id").asLong();
        return switch (pull.path("state").asString("")) {
            case "MERGED" -> {
                JsonNode activity = last(number, "MERGED");
                yield new PullRequest.State.Merged(mergeCommit(pull, activity), name(activity.path("user")));
            }
            case "DECLINED" ->
                new PullRequest.State.Closed(name(last(number, "DECLINED").path("user")));
            default -> new PullRequest.State.Open();
        };
    }

    /** Neither names one where the commits came to the base by a push, which the server takes for a merge too. */
    private static Optional<CommitId> mergeCommit(JsonNode pull, JsonNode activity) {
        return CommitId.parse(pull.at("/properties/mergeCommit/id").asString(""))
                .or(() -> CommitId.parse(activity.at("/commit/id").asString("")));
    }

    /** The pull request itself does not tell who ended it. They come newest first. */
    private JsonNode last(long number, String action) {
        return activities(number).stream()
                .filter(activity -> activity.path("action").asString("").equals(action))
                .findFirst()
                .orElseGet(HostConnection::object);
    }

    List<JsonNode> activities(long number) {
        return Pages.of(connection, paths.pull(number) + "/activities");
    }

    static String name(JsonNode user) {
        return user.path("displayName").asString(user.path("name").asString(""));
    }
}
