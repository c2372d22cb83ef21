package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
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
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/**
 * What a pull request waits for: {@code GET …/pullrequests/N} (who says what), {@code …/N/mergeability/checks} (whether it
 * can be merged; new in autumn 2026) and {@code …/commit/SHA/statuses}. Where there are no such checks yet,
 * {@code …/N/conflicts} and the field {@code mergeable} tell, as far as there is that field. How many approvals the base
 * asks for is told to administrators only.
 */
final class CloudReadiness {
    private final HostConnection connection;
    private final Paths paths;
    private final CloudPullRequests reading;

    CloudReadiness(HostConnection connection, Paths paths, CloudPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    Readiness of(PullRequest pullRequest) {
        JsonNode pull = reading.json(pullRequest.number());
        List<Check> checks =
                reading.head(pull).map(head -> checks(head, pullRequest.head())).orElseGet(List::of);
        return new Readiness(mergeability(pull), checks, reviews(pull));
    }

    private Mergeability mergeability(JsonNode pull) {
        if (pull.path("draft").asBoolean(false)) return Mergeability.DRAFT;
        String path = paths.pull(pull.path("id").asLong());
        Answer answer = connection.ask("GET", path + "/mergeability/checks", Optional.empty());
        return answer.isSuccess() ? byChecks(answer.json().path("values")) : byConflicts(path, pull);
    }

    /** What fails without blocking, as on a plan that does not enforce checks, keeps nothing from being merged. */
    private static Mergeability byChecks(JsonNode checks) {
        List<String> blocking = StreamSupport.stream(checks.spliterator(), false)
                .filter(check -> check.path("status").asString("").equals("FAILED")
                        && check.path("blocking").asBoolean(true))
                .map(check -> check.path("type").asString(""))
                .toList();
        if (blocking.contains("git_mergeability_check")) return Mergeability.CONFLICTING;
        return blocking.isEmpty() ? Mergeability.READY : Mergeability.WAITING;
    }

    private Mergeability byConflicts(String path, JsonNode pull) {
        Answer conflicts = connection.ask("GET", path + "/conflicts", Optional.empty());
        if (!conflicts.json().path("values").isEmpty()) return Mergeability.CONFLICTING;
        if (!pull.path("mergeable").isBoolean()) return Mergeability.UNKNOWN;
        return pull.path("mergeable").asBoolean(false) ? Mergeability.READY : Mergeability.WAITING;
    }

    /** Those without a branch, and those of this one. */
    private List<Check> checks(CommitId head, String branch) {
        Map<String, Check> checks = new LinkedHashMap<>();
        Pages.of(connection, paths.commit(head.hex()) + "/statuses?refname=" + encoded(branch))
                .forEach(status -> checks.put(
                        status.path("key").asString(""),
                        new Check(
                                status.path("name").asString(status.path("key").asString("")),
                                state(status.path("state").asString("")))));
        return new ArrayList<>(checks.values());
    }

    private static Check.State state(String word) {
        return switch (word) {
            case "SUCCESSFUL" -> Check.State.PASSED;
            case "FAILED", "STOPPED" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }

    private static Reviews reviews(JsonNode pull) {
        int approvals = 0;
        List<String> against = new ArrayList<>();
        for (JsonNode participant : pull.path("participants")) {
            String word = participant.path("state").asString("");
            if (word.equals("approved")) approvals++;
            if (word.equals("changes_requested")) against.add(CloudPullRequests.name(participant.path("user")));
        }
        return new Reviews(approvals, 0, against);
    }
}
