package dev.landfall.githost.github;

import dev.landfall.git.CommitId;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Readiness.Reviews;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * What a pull request waits for: {@code GET /pulls/N}, {@code /commits/SHA/status}, {@code /commits/SHA/check-runs}
 * (which fine-grained personal tokens may not read, whatever they are given: cli/cli, pull request 8843) and {@code
 * /pulls/N/reviews}.
 */
final class GitHubReadiness {
    /** Others may review, but their word keeps nothing from being merged: docs.github.com, "About protected branches". */
    private static final Set<String> HEARD = Set.of("OWNER", "MEMBER", "COLLABORATOR");

    private static final Set<String> PASSED = Set.of("success", "neutral", "skipped");

    private static final BinaryOperator<Check.State> WORSE =
            BinaryOperator.maxBy(Comparator.comparingInt(state -> switch (state) {
                case PASSED -> 0;
                case PENDING -> 1;
                case FAILED -> 2;
            }));

    private final HostConnection connection;
    private final Paths paths;
    private final GitHubPullRequests reading;
    private final GitHubRules rules;

    GitHubReadiness(HostConnection connection, Paths paths, GitHubPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
        this.rules = new GitHubRules(connection, paths);
    }

    Readiness of(PullRequest pullRequest) {
        JsonNode pull = reading.json(pullRequest.number());
        GitHubRules.Asked asked = rules.of(pull.at("/base/ref").asString(pullRequest.base()));
        Map<String, Check.State> states =
                states(CommitId.parse(pull.at("/head/sha").asString("")), asked.checks());
        Reviews reviews = reviews(pullRequest.number(), asked.approvals());
        boolean forQueue = asked.queue()
                && reviews.approvals() >= asked.approvals()
                && reviews.changesRequestedBy().isEmpty()
                && asked.checks().stream().allMatch(check -> states.get(check) == Check.State.PASSED);
        return new Readiness(mergeability(pull, forQueue), checks(states), reviews);
    }

    /** Where only the queue may merge, GitHub can call blocked what the queue would take. */
    private static Mergeability mergeability(JsonNode pull, boolean forQueue) {
        Mergeability told = GitHubMergeability.of(pull);
        return told == Mergeability.WAITING && forQueue ? Mergeability.READY : told;
    }

    private static List<Check> checks(Map<String, Check.State> states) {
        return states.entrySet().stream()
                .map(entry -> new Check(entry.getKey(), entry.getValue()))
                .toList();
    }

    /** With those that the base asks for and nobody has reported yet. */
    private Map<String, Check.State> states(Optional<CommitId> commit, Set<String> asked) {
        Map<String, Check.State> states = new LinkedHashMap<>();
        commit.ifPresent(head -> {
            statuses(head).forEach(status -> states.merge(name(status, "context"), ofStatus(status), WORSE));
            // Of one name there may be several: one for the push, one for the pull request.
            runs(head).forEach(run -> states.merge(name(run, "name"), ofRun(run), WORSE));
        });
        asked.forEach(context -> states.putIfAbsent(context, Check.State.PENDING));
        return states;
    }

    private static String name(JsonNode node, String field) {
        return node.path(field).asString("");
    }

    private List<JsonNode> statuses(CommitId head) {
        return GitHubRules.asFarAsVisible(
                () -> connection.list(paths.commit(head) + "/status?per_page=100", page -> page.path("statuses")));
    }

    private List<JsonNode> runs(CommitId head) {
        return GitHubRules.asFarAsVisible(() -> connection.list(
                paths.commit(head) + "/check-runs?filter=latest&per_page=100", page -> page.path("check_runs")));
    }

    private static Check.State ofStatus(JsonNode status) {
        return switch (name(status, "state")) {
            case "success" -> Check.State.PASSED;
            case "failure", "error" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }

    private static Check.State ofRun(JsonNode run) {
        if (!name(run, "status").equals("completed")) return Check.State.PENDING;
        return PASSED.contains(name(run, "conclusion")) ? Check.State.PASSED : Check.State.FAILED;
    }

    /** In the order of time; of each reviewer the last word counts that is more than a comment. */
    private Reviews reviews(long number, int required) {
        Map<String, String> words = new LinkedHashMap<>();
        connection.list(paths.pull(number) + "/reviews?per_page=100", Function.identity()).stream()
                .filter(review -> HEARD.contains(name(review, "author_association")))
                .filter(review ->
                        Set.of("APPROVED", "CHANGES_REQUESTED", "DISMISSED").contains(name(review, "state")))
                .forEach(review -> words.put(review.at("/user/login").asString(""), name(review, "state")));
        return new Reviews(of(words, "APPROVED").size(), required, of(words, "CHANGES_REQUESTED"));
    }

    private static List<String> of(Map<String, String> words, String word) {
        return words.entrySet().stream()
                .filter(entry -> entry.getValue().equals(word))
                .map(Map.Entry::getKey)
                .toList();
    }
}
