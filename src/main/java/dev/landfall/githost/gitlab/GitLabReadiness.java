package dev.landfall.githost.gitlab;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Readiness.Reviews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a merge request waits for: its {@code detailed_merge_status} (docs.gitlab.com/api/merge_requests, "Merge status"),
 * the statuses of its head ({@code GET …/repository/commits/:sha/statuses}: of each name the latest), its
 * {@code head_pipeline}, {@code GET …/approvals} and {@code GET …/reviewers}.
 */
final class GitLabReadiness {
    private final HostConnection connection;
    private final GitLabProject project;
    private final GitLabMergeRequests reading;

    GitLabReadiness(HostConnection connection, GitLabProject project, GitLabMergeRequests reading) {
        this.connection = connection;
        this.project = project;
        this.reading = reading;
    }

    Readiness of(PullRequest pullRequest) {
        JsonNode now = reading.json(pullRequest.number());
        return new Readiness(mergeability(now), checks(now), reviews(pullRequest.number()));
    }

    static Mergeability mergeability(JsonNode request) {
        if (request.path("draft").asBoolean(false)) return Mergeability.DRAFT;
        if (request.path("has_conflicts").asBoolean(false)) return Mergeability.CONFLICTING;
        String detailed = request.path("detailed_merge_status").asString("");
        return switch (detailed) {
            case "mergeable" -> Mergeability.READY;
            case "conflict" -> Mergeability.CONFLICTING;
            case "need_rebase" -> Mergeability.BEHIND;
            case "draft_status" -> Mergeability.DRAFT;
            case "checking", "unchecked", "preparing", "approvals_syncing", "not_open" -> Mergeability.UNKNOWN;
            case "" -> beforeDetails(request.path("merge_status").asString(""));
            default -> Mergeability.WAITING;
        };
    }

    /** Before GitLab 15.6, which tells of conflicts only. */
    private static Mergeability beforeDetails(String status) {
        return switch (status) {
            case "can_be_merged" -> Mergeability.READY;
            case "cannot_be_merged" -> Mergeability.CONFLICTING;
            default -> Mergeability.UNKNOWN;
        };
    }

    private List<Check> checks(JsonNode now) {
        Optional<CommitId> head = CommitId.parse(now.path("sha").asString(""));
        List<Check> checks = new ArrayList<>();
        head.ifPresent(commit ->
                connection.list(project.statusesOf(commit) + "?per_page=100", Function.identity()).stream()
                        .map(status -> new Check(status.path("name").asString(""), state(status)))
                        .forEach(checks::add));
        // One of the merged result runs on a commit that is not the head.
        JsonNode pipeline = now.path("head_pipeline");
        String of = pipeline.path("sha").asString("");
        if (!of.isEmpty() && !of.equals(now.path("sha").asString("")))
            checks.add(new Check("pipeline " + pipeline.path("id").asLong(0), state(pipeline)));
        return checks;
    }

    private static Check.State state(JsonNode status) {
        boolean optional = status.path("allow_failure").asBoolean(false);
        return switch (status.path("status").asString("")) {
            case "success", "skipped" -> Check.State.PASSED;
            case "failed", "canceled", "canceling" -> optional ? Check.State.PASSED : Check.State.FAILED;
            case "manual" -> optional ? Check.State.PASSED : Check.State.PENDING;
            default -> Check.State.PENDING;
        };
    }

    /** {@code approvals_required} is told by GitLab Premium only; {@code requested_changes} by 16.9 and later. */
    private Reviews reviews(long number) {
        JsonNode approvals = optional(project.mergeRequest(number) + "/approvals");
        List<String> against = stream(optional(project.mergeRequest(number) + "/reviewers"))
                .filter(reviewer -> reviewer.path("state").asString("").equals("requested_changes"))
                .map(reviewer -> reviewer.path("user").path("username").asString(""))
                .toList();
        return new Reviews(
                approvals.path("approved_by").size(),
                approvals.path("approvals_required").asInt(0),
                against);
    }

    /** What an edition or an older version does not have counts as nothing. */
    private JsonNode optional(String path) {
        Answer answer = connection.ask("GET", path, Optional.empty());
        return answer.status() == 404
                ? HostConnection.object()
                : connection.required(answer).json();
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all.stream();
    }
}
