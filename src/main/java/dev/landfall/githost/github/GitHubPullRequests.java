package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * Reads pull requests: {@code GET /pulls}, {@code GET /pulls/N}, and who closed one from {@code GET /issues/N/events}
 * (for which the right to read pull requests is enough, while {@code closed_by} of the issue takes another one).
 */
final class GitHubPullRequests {
    private final HostConnection connection;
    private final Paths paths;

    GitHubPullRequests(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    /**
     * The filter {@code head} wants the owner before the branch, and knows it too when the branch is gone. What is listed
     * lacks who merged it, so that those which are not open are read one by one; they are asked for only if none is open.
     */
    List<PullRequest> from(String head, String base) {
        String path = paths.pulls() + "?state=all&sort=created&direction=desc&per_page=100&base=" + encoded(base)
                + "&head=" + encoded(paths.owner() + ":" + head);
        List<JsonNode> all = connection.list(path, Function.identity()).stream()
                .filter(pull -> pull.at("/head/ref").asString("").equals(head) && isOfThisRepository(pull))
                .toList();
        List<JsonNode> open = all.stream().filter(GitHubPullRequests::isOpen).toList();
        if (!open.isEmpty()) return open.stream().map(this::read).toList();
        return all.stream().map(pull -> get(pull.path("number").asLong())).toList();
    }

    private static boolean isOpen(JsonNode pull) {
        return pull.path("state").asString("").equals("open");
    }

    /** The head's repository is null where a fork was deleted. */
    private static boolean isOfThisRepository(JsonNode pull) {
        return pull.at("/head/repo/id").asLong(-1) == pull.at("/base/repo/id").asLong(-2);
    }

    PullRequest get(long number) {
        return read(json(number));
    }

    /** As GitHub describes it. */
    JsonNode json(long number) {
        Answer answer = connection.ask("GET", paths.pull(number), Optional.empty());
        if (answer.status() == 404) throw GitHostException.noSuchPullRequest("pull request #" + number);
        return Refusals.required(connection, answer);
    }

    PullRequest read(JsonNode pull) {
        long number = pull.path("number").asLong();
        return new PullRequest(
                number,
                URI.create(pull.path("html_url").asString("")),
                pull.path("title").asString(""),
                pull.path("body").asString(""),
                pull.at("/head/ref").asString(""),
                CommitId.parse(pull.at("/head/sha").asString("")),
                pull.at("/base/ref").asString(""),
                pull.path("draft").asBoolean(false),
                state(number, pull));
    }

    /** {@code merge_commit_sha} is a trial merge, which no branch has, for as long as nothing was merged. */
    private PullRequest.State state(long number, JsonNode pull) {
        if (isOpen(pull)) return new PullRequest.State.Open();
        if (!pull.path("merged_at").asString("").isEmpty())
            return new PullRequest.State.Merged(
                    CommitId.parse(pull.path("merge_commit_sha").asString("")),
                    pull.at("/merged_by/login").asString(""));
        return new PullRequest.State.Closed(whoClosed(number));
    }

    private String whoClosed(long number) {
        return connection.list(paths.issue(number) + "/events?per_page=100", Function.identity()).stream()
                .filter(event -> event.path("event").asString("").equals("closed"))
                .reduce((_, later) -> later)
                .map(event -> event.at("/actor/login").asString(""))
                .orElse("");
    }
}
