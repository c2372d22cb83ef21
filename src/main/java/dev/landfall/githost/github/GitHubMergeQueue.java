package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Puts a pull request into the merge queue of its base: {@code PUT /pulls/N/merge-async} with {@code merge_action:
 * merge_queue}, then {@code GET /pulls/N/merge-async/UUID} until it is no longer pending. Which style is used is the
 * queue's to say. No Enterprise Server up to 3.19 has these; a merge there is a person's.
 */
final class GitHubMergeQueue {
    private static final Pattern CONFLICT = Pattern.compile("(?i)conflict");

    private final HostConnection connection;
    private final Paths paths;
    private final GitHubPullRequests reading;
    private final Pace pace;

    GitHubMergeQueue(HostConnection connection, Paths paths, GitHubPullRequests reading, Pace pace) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
        this.pace = pace;
    }

    /**
     * Of a stack, those below it would be merged with it, which nobody asked for.
     *
     * @param pull the same as GitHub describes it
     */
    Merging enter(JsonNode pull, PullRequest pullRequest, CommitId head) {
        if (pull.path("stack").isObject())
            return GitHubMerging.never("merge-refused", "it is part of a stack of pull requests");
        ObjectNode body = object().put("sha", head.hex()).put("merge_action", "merge_queue");
        Answer answer = connection.ask("PUT", asynchronous(pullRequest), Optional.of(body));
        return switch (answer.status()) {
            case 200, 202, 400, 409 -> followed(pullRequest, head, answer.json());
            case 403 -> new Merging.Refused(Refusals.forbidden(answer));
            case 404 -> byHandOnly(pullRequest);
            default -> GitHubMerging.never("merge-refused", answer.words());
        };
    }

    private String asynchronous(PullRequest pullRequest) {
        return paths.pull(pullRequest.number()) + "/merge-async";
    }

    private static Merging byHandOnly(PullRequest pullRequest) {
        return new Merging.Refused(Reason.lasting(
                "merge-queue-only",
                pullRequest.base() + " takes changes through its merge queue only, and this GitHub lets no program put"
                        + " them there",
                "press Merge when ready on its page"));
    }

    /** An earlier request that is still at work may have been of another head. */
    private Merging followed(PullRequest pullRequest, CommitId head, JsonNode first) {
        JsonNode result = first;
        for (int question = 1; isPending(result) && question <= pace.questions(); question++) {
            String expected = result.at("/details/expected_head_sha").asString(head.hex());
            if (!expected.equals(head.hex())) return new Merging.HeadMoved();
            pace.rest();
            String uuid = HostConnection.encoded(result.at("/details/uuid").asString(""));
            result = connection.get(asynchronous(pullRequest) + "/" + uuid);
        }
        return of(pullRequest, head, result);
    }

    private static boolean isPending(JsonNode result) {
        return result.path("status").asString("").equals("pending");
    }

    private Merging of(PullRequest pullRequest, CommitId head, JsonNode result) {
        String words = Printable.line(result.at("/details/message").asString(""), 300);
        return switch (result.path("status").asString("")) {
            case "merged" ->
                new Merging.Merged(CommitId.parse(result.at("/details/sha").asString("")));
            case "enqueued" ->
                new Merging.NotYet(Reason.passing(
                        "in-merge-queue", "it is in the merge queue of " + pullRequest.base() + " on GitHub", ""));
            case "failed" -> failed(pullRequest, head, words);
            default -> GitHubMerging.again(words);
        };
    }

    private Merging failed(PullRequest pullRequest, CommitId head, String words) {
        PullRequest now = reading.get(pullRequest.number());
        Optional<Merging> ended = GitHubMerging.ended(now);
        if (ended.isPresent()) return ended.get();
        if (!now.headCommit().equals(Optional.of(head))) return new Merging.HeadMoved();
        if (CONFLICT.matcher(words).find()) return GitHubMerging.never("merge-conflict", words);
        return GitHubMerging.waiting(words);
    }
}
