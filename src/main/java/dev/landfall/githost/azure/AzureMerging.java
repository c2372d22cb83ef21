package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PATCH …/pullrequests/ID} with {@code status: completed}, {@code lastMergeSourceCommit} and
 * {@code completionOptions.mergeStrategy}; never with {@code bypassPolicy}. It is done in the background a second or two
 * later (thread 217 of loncadev/baron), so that is looked at afterwards. Policies that are not met are looked at before,
 * and answered by 403 {@code GitPullRequestUpdateRejectedByPolicyException}.
 */
final class AzureMerging {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration PAUSE = Duration.ofMillis(400);

    private final HostConnection connection;
    private final AzurePaths paths;
    private final AzurePullRequests reading;
    private final AzureReadiness readiness;

    AzureMerging(HostConnection connection, AzurePaths paths, AzurePullRequests reading, AzureReadiness readiness) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
        this.readiness = readiness;
    }

    Merging merge(long number, MergeStyle style, CommitId head) {
        JsonNode now = reading.json(number);
        return ended(now).or(() -> hindered(now)).orElseGet(() -> complete(number, style, head));
    }

    private static Optional<Merging> ended(JsonNode pull) {
        return switch (pull.path("status").asString("")) {
            case "completed" -> Optional.of(new Merging.Merged(AzurePullRequests.landed(pull)));
            case "abandoned" -> Optional.of(refused("pull-request-closed", "the pull request is abandoned"));
            default -> Optional.empty();
        };
    }

    private Optional<Merging> hindered(JsonNode pull) {
        Policies policies = readiness.policies(pull);
        List<String> unmet = policies.unmet();
        return switch (AzureReadiness.mergeability(pull, policies)) {
            case READY -> Optional.empty();
            case CONFLICTING -> Optional.of(refused("merge-conflict", "it conflicts with the base"));
            case DRAFT -> Optional.of(gates("it is a draft"));
            case WAITING, BEHIND ->
                Optional.of(gates(unmet.isEmpty() ? "a policy is not met" : "not met: " + String.join(", ", unmet)));
            case UNKNOWN -> Optional.of(unknown("the merge is being worked out", pull));
        };
    }

    private Merging complete(long number, MergeStyle style, CommitId head) {
        ObjectNode body = object().put("status", "completed");
        body.putObject("lastMergeSourceCommit").put("commitId", head.hex());
        body.putObject("completionOptions").put("mergeStrategy", word(style));
        Answer answer = connection.ask("PATCH", paths.pull(number), Optional.of(body));
        if (answer.isSuccess()) return outcome(number);
        JsonNode now = reading.json(number);
        return ended(now).orElseGet(() -> why(answer, now, head));
    }

    private static String word(MergeStyle style) {
        return switch (style) {
            case MERGE -> "noFastForward";
            case SQUASH -> "squash";
            case REBASE -> "rebase";
        };
    }

    private Merging outcome(long number) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode now = reading.json(number);
            Optional<Merging> done = ended(now).or(() -> failed(now));
            if (done.isPresent()) return done.get();
            if (System.nanoTime() > deadline) return unknown("it is being completed", now);
            pause();
        }
    }

    private static Optional<Merging> failed(JsonNode pull) {
        return switch (pull.path("mergeStatus").asString("")) {
            case "conflicts" -> Optional.of(refused("merge-conflict", "it conflicts with the base"));
            case "rejectedByPolicy" -> Optional.of(gates("a policy is not met"));
            case "failure" ->
                Optional.of(refused(
                        "merge-refused", pull.path("mergeFailureMessage").asString("the merge failed")));
            default -> Optional.empty();
        };
    }

    private Merging why(Answer answer, JsonNode now, CommitId head) {
        String type = answer.json().path("typeKey").asString("");
        if (type.equals("GitPullRequestUpdateRejectedByPolicyException")) return gates(answer.words());
        if (type.equals("GitPullRequestStaleException")) return stale(now, head);
        return switch (answer.status()) {
            case 400, 403, 409 -> refused("merge-refused", answer.words());
            default -> throw new IllegalStateException("required throws: " + connection.required(answer));
        };
    }

    /** Another commit than Azure last tried to merge: one that we do not know, or ours, which it has not looked at yet. */
    private Merging stale(JsonNode now, CommitId head) {
        String branch = now.path("sourceRefName").asString("");
        String path = paths.branchesLike(branch.replaceFirst("^refs/heads/", ""));
        for (JsonNode ref : connection.get(path).path("value")) {
            boolean ours = ref.path("name").asString("").equals(branch)
                    && ref.path("objectId").asString("").equals(head.hex());
            if (ours) return unknown("the last push is being looked at", now);
        }
        return new Merging.HeadMoved();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a pull request was completed");
        }
    }

    private static Merging gates(String words) {
        return new Merging.NotYet(Reason.passing("gates-closed", "Azure DevOps says: " + words, ""));
    }

    private static Merging unknown(String words, JsonNode pull) {
        String status = pull.path("mergeStatus").asString("notSet");
        return new Merging.NotYet(
                Reason.passing(Merging.UNKNOWN, "Azure DevOps says: " + words + " (" + status + ")", ""));
    }

    private static Merging refused(String code, String words) {
        return new Merging.Refused(Reason.lasting(code, "Azure DevOps says: " + words, "complete it on its page"));
    }
}
