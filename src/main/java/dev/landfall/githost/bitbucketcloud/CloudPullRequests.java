package dev.landfall.githost.bitbucketcloud;

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
import tools.jackson.databind.JsonNode;

/** Reads pull requests: {@code GET …/pullrequests/N}. */
final class CloudPullRequests {
    private static final List<String> STATES = List.of("OPEN", "MERGED", "DECLINED", "SUPERSEDED");

    private final HostConnection connection;
    private final Paths paths;
    private final CloudCommits commits;

    CloudPullRequests(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
        this.commits = new CloudCommits(connection, paths);
    }

    /**
     * {@code GET …/pullrequests?q=…}: the reference has a parameter {@code state} beside it, which is ignored once there
     * is a {@code q}, as measured by others; so both name the states.
     */
    List<PullRequest> from(String head, String base) {
        String query = "source.branch.name = " + Paths.quoted(head) + " AND destination.branch.name = "
                + Paths.quoted(base) + " AND (state = \"" + String.join("\" OR state = \"", STATES) + "\")";
        String path = paths.pulls() + "?state=" + String.join("&state=", STATES) + "&q=" + encoded(query);
        return Pages.of(connection, path).stream()
                .filter(pull -> branch(pull, "source").equals(head)
                        && branch(pull, "destination").equals(base)
                        && isOfThisRepository(pull))
                .map(this::read)
                .sorted(Comparator.comparingLong(PullRequest::number).reversed())
                .toList();
    }

    /** A fork that was deleted is null. */
    private static boolean isOfThisRepository(JsonNode pull) {
        return pull.at("/source/repository/full_name")
                .asString("")
                .equalsIgnoreCase(pull.at("/destination/repository/full_name").asString("-"));
    }

    private static String branch(JsonNode pull, String side) {
        return pull.path(side).at("/branch/name").asString("");
    }

    PullRequest get(long number) {
        return read(json(number));
    }

    JsonNode json(long number) {
        Answer answer = connection.ask("GET", paths.pull(number), Optional.empty());
        if (answer.status() == 404) throw GitHostException.noSuchPullRequest("pull request #" + number);
        return connection.required(answer).json();
    }

    PullRequest read(JsonNode pull) {
        return new PullRequest(
                pull.path("id").asLong(),
                URI.create(pull.at("/links/html/href").asString("")),
                pull.path("title").asString(""),
                pull.path("description").asString(""),
                branch(pull, "source"),
                head(pull),
                branch(pull, "destination"),
                pull.path("draft").asBoolean(false),
                state(pull));
    }

    Optional<CommitId> head(JsonNode pull) {
        return commits.full(pull.at("/source/commit/hash").asString(""));
    }

    /** By the digits that the pull request has of it. */
    static boolean isAt(JsonNode pull, CommitId head) {
        String hash = pull.at("/source/commit/hash").asString("");
        return !hash.isEmpty() && head.hex().startsWith(hash);
    }

    private PullRequest.State state(JsonNode pull) {
        String by = name(pull.path("closed_by"));
        return switch (pull.path("state").asString("")) {
            case "OPEN" -> new PullRequest.State.Open();
            case "MERGED" ->
                new PullRequest.State.Merged(
                        commits.full(pull.at("/merge_commit/hash").asString("")), by);
            default -> new PullRequest.State.Closed(by);
        };
    }

    static String name(JsonNode account) {
        return account.path("display_name").asString(account.path("nickname").asString(""));
    }
}
