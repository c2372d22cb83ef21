package dev.landfall.githost.azure;

import dev.landfall.git.CommitId;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.Readiness;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Readiness.Reviews;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * What a pull request waits for: its {@code mergeStatus}, which tells of conflicts only (thread 371 of
 * MicrosoftDocs/vsts-rest-api-specs), the branch's policies, the reviewers' votes, and the statuses of its head ({@code GET
 * …/commits/SHA/statuses}) and of itself ({@code GET …/pullRequests/ID/statuses}).
 */
final class AzureReadiness {
    private static final int APPROVED_WITH_SUGGESTIONS = 5;
    private static final int WAITING_FOR_AUTHOR = -5;

    private final HostConnection connection;
    private final AzurePaths paths;

    AzureReadiness(HostConnection connection, AzurePaths paths) {
        this.connection = connection;
        this.paths = paths;
    }

    Readiness of(JsonNode pull) {
        Policies policies = policies(pull);
        return new Readiness(mergeability(pull, policies), checks(pull, policies), reviews(pull, policies));
    }

    Policies policies(JsonNode pull) {
        String project = pull.at("/repository/project/id").asString("");
        return Policies.in(connection.get(
                paths.policies(project, pull.path("pullRequestId").asLong())));
    }

    static Mergeability mergeability(JsonNode pull, Policies policies) {
        if (pull.path("isDraft").asBoolean(false)) return Mergeability.DRAFT;
        return switch (pull.path("mergeStatus").asString("")) {
            case "conflicts" -> Mergeability.CONFLICTING;
            case "succeeded" -> policies.unmet().isEmpty() ? Mergeability.READY : Mergeability.WAITING;
            case "rejectedByPolicy" -> Mergeability.WAITING;
            default -> Mergeability.UNKNOWN;
        };
    }

    /** A policy says better than a status of the same name whether it is met. */
    private List<Check> checks(JsonNode pull, Policies policies) {
        Map<String, Check> checks = new LinkedHashMap<>();
        Optional<CommitId> head =
                CommitId.parse(pull.at("/lastMergeSourceCommit/commitId").asString(""));
        head.ifPresent(commit -> add(checks, paths.statuses(commit) + "&latestOnly=true"));
        add(checks, paths.statusesOfPull(pull.path("pullRequestId").asLong()));
        policies.checks().forEach(check -> checks.put(check.name(), check));
        return new ArrayList<>(checks.values());
    }

    private void add(Map<String, Check> checks, String path) {
        stream(connection.get(path).path("value"))
                .sorted(Comparator.comparingLong(status -> status.path("id").asLong(0)))
                .forEach(status -> {
                    String name = Policies.context(
                            status.at("/context/genre").asString(""),
                            status.at("/context/name").asString(""));
                    checks.put(name, new Check(name, state(status.path("state").asString(""))));
                });
    }

    private static Check.State state(String word) {
        return switch (word) {
            case "succeeded", "notApplicable" -> Check.State.PASSED;
            case "failed", "error" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }

    /** Votes are 10 and 5 for it, -5 and -10 against it; a group's is that of its members. */
    private static Reviews reviews(JsonNode pull, Policies policies) {
        List<JsonNode> people = stream(pull.path("reviewers"))
                .filter(reviewer -> !reviewer.path("isContainer").asBoolean(false))
                .toList();
        int approvals = Math.toIntExact(people.stream()
                .filter(reviewer -> reviewer.path("vote").asInt(0) >= APPROVED_WITH_SUGGESTIONS)
                .count());
        List<String> against = people.stream()
                .filter(reviewer -> reviewer.path("vote").asInt(0) <= WAITING_FOR_AUTHOR)
                .map(reviewer -> reviewer.path("displayName").asString(""))
                .toList();
        return new Reviews(approvals, policies.approvals(), against);
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        List<JsonNode> all = new ArrayList<>();
        list.forEach(all::add);
        return all.stream();
    }
}
