package dev.landfall.githost.gitea;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads pull requests: {@code GET /pulls/N}, and who closed one from {@code GET /issues/N/timeline}. */
final class GiteaPullRequests {
    /** What Gitea knows a draft by, where its administrator names no other words (WORK_IN_PROGRESS_PREFIXES). */
    static final String DRAFT = "WIP: ";

    private final HostConnection connection;
    private final Paths paths;

    GiteaPullRequests(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    PullRequest get(long number) {
        Answer answer = connection.ask("GET", paths.pull(number), Optional.empty());
        if (answer.status() == 404) throw GitHostException.noSuchPullRequest("pull request #" + number);
        return read(connection.required(answer).json());
    }

    PullRequest read(JsonNode pull) {
        long number = pull.path("number").asLong();
        String title = pull.path("title").asString("");
        boolean draft = pull.path("draft").asBoolean(false);
        return new PullRequest(
                number,
                URI.create(pull.path("html_url").asString("")),
                draft && title.startsWith(DRAFT) ? title.substring(DRAFT.length()) : title,
                pull.path("body").asString(""),
                pull.at("/head/label").asString(""),
                CommitId.parse(pull.at("/head/sha").asString("")),
                pull.at("/base/ref").asString(""),
                draft,
                state(number, pull));
    }

    private PullRequest.State state(long number, JsonNode pull) {
        if (pull.path("merged").asBoolean(false))
            return new PullRequest.State.Merged(
                    CommitId.parse(pull.path("merge_commit_sha").asString("")),
                    pull.at("/merged_by/login").asString(""));
        if (pull.path("state").asString("").equals("open")) return new PullRequest.State.Open();
        return new PullRequest.State.Closed(whoClosed(number));
    }

    /** The pull request itself does not tell; the last event of its timeline of the type {@code close} does. */
    private String whoClosed(long number) {
        return connection.list(paths.repository() + "/issues/" + number + "/timeline", Function.identity()).stream()
                .filter(event -> event.path("type").asString("").equals("close"))
                .reduce((_, later) -> later)
                .map(event -> event.at("/user/login").asString(""))
                .orElse("");
    }
}
