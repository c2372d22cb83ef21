package dev.landfall.githost.gitlab;

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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads merge requests: {@code GET /projects/:id/merge_requests} and {@code …/merge_requests/:iid}, of which the fields
 * {@code iid, web_url, title, description, state, draft, sha, source_branch, target_branch, source_project_id,
 * merge_user, merged_by, closed_by, merge_commit_sha} and {@code squash_commit_sha}.
 */
final class GitLabMergeRequests {
    /** What GitLab knows a draft by: docs.gitlab.com/user/project/merge_requests/drafts. */
    static final String DRAFT = "Draft: ";

    private static final Pattern PROJECT_UNKNOWN = Pattern.compile("(?i)project not found");
    private static final int PAGE_SIZE = 100;

    private final HostConnection connection;
    private final GitLabProject project;

    GitLabMergeRequests(HostConnection connection, GitLabProject project) {
        this.connection = connection;
        this.project = project;
    }

    /** Newest first; a fork's have another source project. */
    List<PullRequest> from(String head, String base) {
        String path = project.mergeRequests() + "?state=all&order_by=created_at&sort=desc&source_branch="
                + encoded(head) + "&target_branch=" + encoded(base) + "&per_page=" + PAGE_SIZE;
        return connection.list(path, Function.identity()).stream()
                .filter(request -> request.path("source_project_id").asLong(-1) == project.id())
                .map(GitLabMergeRequests::read)
                .toList();
    }

    PullRequest get(long number) {
        return read(json(number));
    }

    JsonNode json(long number) {
        Answer answer = connection.ask("GET", project.mergeRequest(number), Optional.empty());
        boolean none = answer.status() == 404
                && !PROJECT_UNKNOWN.matcher(answer.words()).find();
        if (none) throw GitHostException.noSuchPullRequest("merge request !" + number);
        return connection.required(answer).json();
    }

    static PullRequest read(JsonNode request) {
        String title = request.path("title").asString("");
        boolean draft = request.path("draft").asBoolean(false);
        return new PullRequest(
                request.path("iid").asLong(),
                URI.create(request.path("web_url").asString("")),
                draft && title.startsWith(DRAFT) ? title.substring(DRAFT.length()) : title,
                QuickActions.unescaped(request.path("description").asString("")),
                request.path("source_branch").asString(""),
                CommitId.parse(request.path("sha").asString("")),
                request.path("target_branch").asString(""),
                draft,
                state(request));
    }

    /** {@code locked} is one that is being merged. */
    private static PullRequest.State state(JsonNode request) {
        return switch (request.path("state").asString("")) {
            case "merged" -> new PullRequest.State.Merged(landed(request), who(request, "merge_user", "merged_by"));
            case "closed" -> new PullRequest.State.Closed(who(request, "closed_by"));
            default -> new PullRequest.State.Open();
        };
    }

    /**
     * What the base got: the merge commit; where the project makes none, the squashed one; where nothing was squashed
     * either, the head itself, to which the base was moved.
     */
    static Optional<CommitId> landed(JsonNode request) {
        return Stream.of("merge_commit_sha", "squash_commit_sha", "sha")
                .map(field -> CommitId.parse(request.path(field).asString("")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static String who(JsonNode request, String... fields) {
        return Stream.of(fields)
                .map(field -> request.path(field).path("username").asString(""))
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
