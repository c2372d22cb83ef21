package dev.landfall.githost.bitbucketdatacenter;

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
import tools.jackson.databind.JsonNode;

/**
 * What a pull request waits for: {@code GET …/pull-requests/N} (who says what), {@code …/N/merge} (whether it can be
 * merged) and {@code /build-status/latest/commits/SHA}, which the reference calls deprecated since 7.14, while what it
 * recommends instead reads one build by its key only.
 */
final class DataCenterReadiness {
    private final HostConnection connection;
    private final Paths paths;
    private final DataCenterPullRequests reading;

    DataCenterReadiness(HostConnection connection, Paths paths, DataCenterPullRequests reading) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
    }

    Readiness of(PullRequest pullRequest) {
        JsonNode pull = reading.json(pullRequest.number());
        List<Check> checks = DataCenterPullRequests.head(pull).map(this::checks).orElseGet(List::of);
        return new Readiness(mergeability(pull), checks, reviews(pull));
    }

    /** Conflicts, then vetoes: of required approvals, builds, tasks, and of who may write to the base. */
    private Mergeability mergeability(JsonNode pull) {
        if (pull.path("draft").asBoolean(false)) return Mergeability.DRAFT;
        Answer answer = connection.ask("GET", paths.pull(pull.path("id").asLong()) + "/merge", Optional.empty());
        JsonNode merge = answer.json();
        boolean conflicting = merge.path("conflicted").asBoolean(false)
                || merge.path("outcome").asString("").equals("CONFLICTED");
        if (!answer.isSuccess()) return Mergeability.UNKNOWN;
        if (conflicting) return Mergeability.CONFLICTING;
        if (merge.path("canMerge").asBoolean(false)) return Mergeability.READY;
        return merge.path("vetoes").isEmpty() ? Mergeability.UNKNOWN : Mergeability.WAITING;
    }

    private List<Check> checks(CommitId head) {
        Map<String, Check> checks = new LinkedHashMap<>();
        Pages.of(connection, "/build-status/latest/commits/" + head.hex() + "?orderBy=OLDEST")
                .forEach(build -> checks.put(
                        build.path("key").asString(""),
                        new Check(
                                build.path("name").asString(build.path("key").asString("")),
                                state(build.path("state").asString("")))));
        return new ArrayList<>(checks.values());
    }

    private static Check.State state(String word) {
        return switch (word) {
            case "SUCCESSFUL" -> Check.State.PASSED;
            case "FAILED", "CANCELLED" -> Check.State.FAILED;
            default -> Check.State.PENDING;
        };
    }

    /** Of whoever takes part, except its author, the server keeps the last word only. */
    private Reviews reviews(JsonNode pull) {
        int approvals = 0;
        List<String> against = new ArrayList<>();
        for (JsonNode participant : participants(pull)) {
            String word = participant.path("status").asString("");
            if (word.equals("APPROVED")) approvals++;
            if (word.equals("NEEDS_WORK")) against.add(DataCenterPullRequests.name(participant.path("user")));
        }
        return new Reviews(approvals, DataCenterSettings.of(connection, paths).requiredApprovals(), against);
    }

    private static List<JsonNode> participants(JsonNode pull) {
        List<JsonNode> all = new ArrayList<>();
        pull.path("reviewers").forEach(all::add);
        pull.path("participants").forEach(all::add);
        return all;
    }
}
