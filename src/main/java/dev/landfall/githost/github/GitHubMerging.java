package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PUT /pulls/N/merge}. GitHub answers 405 whatever keeps it from merging, and the words alone tell what: those
 * below stand in issues such as NixOS/nixpkgs-merge-bot 179 (the base moved), Reviewable 561 (reviews),
 * apstndb/spanner-mycli 307 (styles) and pascalgn/automerge-action 235 (merge queue). Where they tell nothing, as "Pull
 * Request is not mergeable" does, the pull request is looked at again.
 */
final class GitHubMerging {
    private static final Pattern QUEUE = Pattern.compile("(?i)merge queue");
    private static final Pattern BASE_MOVED = Pattern.compile("(?i)base branch was modified");
    private static final Pattern NEVER = Pattern.compile("(?i)not allowed|not authorized|not supported");
    private static final Pattern GATES = Pattern.compile(
            "(?i)review|approv|status check|conversation|deployment|signature|rule violation|draft|linear history");

    private final HostConnection connection;
    private final Paths paths;
    private final GitHubPullRequests reading;
    private final GitHubMergeQueue queue;

    GitHubMerging(HostConnection connection, Paths paths, GitHubPullRequests reading, Pace pace) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
        this.queue = new GitHubMergeQueue(connection, paths, reading, pace);
    }

    Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        long number = pullRequest.number();
        ObjectNode body = object().put("sha", head.hex()).put("merge_method", word(style));
        Answer answer = connection.ask("PUT", paths.pull(number) + "/merge", Optional.of(body));
        if (answer.isSuccess())
            return new Merging.Merged(CommitId.parse(answer.json().path("sha").asString("")));
        if (answer.status() == 403) return new Merging.Refused(Refusals.forbidden(answer));
        JsonNode pull = reading.json(number);
        PullRequest now = reading.read(pull);
        return ended(now).orElseGet(() -> switch (answer.status()) {
            case 405 -> refused(pull, now, head, answer.words());
            case 409 -> moved(now, head, answer.words());
            case 404, 422 -> never("merge-refused", answer.words());
            default -> throw new IllegalStateException("required throws: " + connection.required(answer));
        });
    }

    private static String word(MergeStyle style) {
        return switch (style) {
            case MERGE -> "merge";
            case SQUASH -> "squash";
            case REBASE -> "rebase";
        };
    }

    /** What there is to say of one that is not open any more. */
    static Optional<Merging> ended(PullRequest now) {
        return switch (now.state()) {
            case PullRequest.State.Open _ -> Optional.empty();
            case PullRequest.State.Merged(Optional<CommitId> commit, String _) ->
                Optional.of(new Merging.Merged(commit));
            case PullRequest.State.Closed _ ->
                Optional.of(new Merging.Refused(
                        Reason.lasting("pull-request-closed", "the pull request is closed", "reopen it on its page")));
        };
    }

    private Merging refused(JsonNode pull, PullRequest now, CommitId head, String words) {
        if (QUEUE.matcher(words).find()) return queue.enter(pull, now, head);
        if (BASE_MOVED.matcher(words).find()) return again(words);
        if (NEVER.matcher(words).find()) return never("merge-refused", words);
        if (GATES.matcher(words).find()) return waiting(words);
        return switch (GitHubMergeability.of(pull)) {
            case READY, UNKNOWN -> again(words);
            case WAITING, BEHIND, DRAFT -> waiting(words);
            case CONFLICTING -> never("merge-conflict", words + ", since it conflicts with the base");
        };
    }

    /** GitHub says so too for a moment after a push that it has not taken in yet. */
    private static Merging moved(PullRequest now, CommitId head, String words) {
        boolean same = now.headCommit().equals(Optional.of(head));
        return same ? again(words) : new Merging.HeadMoved();
    }

    static Merging again(String words) {
        return new Merging.NotYet(Reason.passing(Merging.UNKNOWN, "GitHub says: " + words, ""));
    }

    static Merging waiting(String words) {
        return new Merging.NotYet(Reason.passing("gates-closed", "GitHub says: " + words, ""));
    }

    static Merging never(String code, String words) {
        return new Merging.Refused(Reason.lasting(code, "GitHub says: " + words, "merge it on its page"));
    }
}
