package dev.landfall.githost.gitea;

import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Readiness.Reviews;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a pull request waits for: {@code GET /pulls/N} ({@code mergeable} is false both for a conflict and while that is
 * worked out), {@code /commits/SHA/status}, {@code /pulls/N/reviews} and, for what the base asks for, {@code /branches/B}.
 */
final class GiteaReadiness {
    private final HostConnection connection;
    private final Paths paths;

    GiteaReadiness(HostConnection connection, Paths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    Readiness of(PullRequest pullRequest) {
        JsonNode pull = connection.get(paths.pull(pullRequest.number()));
        // Where the base is gone, nothing is asked for; that it is gone is for Git to tell.
        JsonNode base = connection
                .ask("GET", paths.branch(pullRequest.base()), Optional.empty())
                .json();
        List<Check> checks = checks(pullRequest, base);
        Reviews reviews = reviews(pullRequest, base);
        return new Readiness(mergeability(pull, base, checks, reviews), checks, reviews);
    }

    private static Mergeability mergeability(JsonNode pull, JsonNode base, List<Check> checks, Reviews reviews) {
        if (pull.path("draft").asBoolean(false)) return Mergeability.DRAFT;
        if (!pull.path("mergeable").asBoolean(false)) return Mergeability.CONFLICTING;
        boolean reviewed = reviews.approvals() >= reviews.required()
                && reviews.changesRequestedBy().isEmpty();
        boolean checked = !base.path("enable_status_check").asBoolean(false)
                || checks.stream().allMatch(check -> check.state() == Check.State.PASSED);
        return reviewed && checked ? Mergeability.READY : Mergeability.WAITING;
    }

    /** With those that the base asks for and nobody has reported yet. */
    private List<Check> checks(PullRequest pullRequest, JsonNode base) {
        Map<String, Check> checks = new LinkedHashMap<>();
        if (base.path("enable_status_check").asBoolean(false))
            base.path("status_check_contexts")
                    .forEach(context ->
                            checks.put(context.asString(""), new Check(context.asString(""), Check.State.PENDING)));
        pullRequest
                .headCommit()
                .ifPresent(head -> connection
                        .get(paths.repository() + "/commits/" + head.hex() + "/status")
                        .path("statuses")
                        .forEach(status -> checks.put(
                                status.path("context").asString(""),
                                new Check(
                                        status.path("context").asString(""),
                                        state(status.path("status").asString(""))))));
        return new ArrayList<>(checks.values());
    }

    private static Check.State state(String word) {
        return switch (word) {
            case "success", "warning", "skipped" -> Check.State.PASSED;
            case "failure", "error" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }

    /** Of each reviewer the last word counts, unless it was dismissed. */
    private Reviews reviews(PullRequest pullRequest, JsonNode base) {
        Map<String, String> words = new LinkedHashMap<>();
        connection.list(paths.pull(pullRequest.number()) + "/reviews", Function.identity()).stream()
                .filter(review -> !review.path("dismissed").asBoolean(false))
                .filter(review -> List.of("APPROVED", "REQUEST_CHANGES")
                        .contains(review.path("state").asString("")))
                .forEach(review -> words.put(
                        review.at("/user/login").asString(""),
                        review.path("state").asString("")));
        List<String> against = words.entrySet().stream()
                .filter(word -> word.getValue().equals("REQUEST_CHANGES"))
                .map(Map.Entry::getKey)
                .toList();
        return new Reviews(
                words.size() - against.size(), base.path("required_approvals").asInt(0), against);
    }
}
