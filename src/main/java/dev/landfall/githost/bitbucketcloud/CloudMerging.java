package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST …/pullrequests/N/merge?async=true}, which Bitbucket does in the background, and
 * {@code GET …/merge/task-status/ID}, which its answer leads to. It takes no expected head: the head is compared right
 * before, and what is pushed in between is merged too; only a branch that moves during the merge itself ends it with 409.
 * Whether the branch is deleted afterwards is left to what the pull request says.
 */
final class CloudMerging {
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Pattern CONFLICT = Pattern.compile("(?i)conflict");
    private static final Pattern CLOSED = Pattern.compile("(?i)already (?:closed|merged|been merged)");
    private static final Pattern GATES =
            Pattern.compile("(?i)merge checks?|approv|reviewer|build|task|draft|changes requested|queue");

    private final HostConnection connection;
    private final Paths paths;
    private final CloudPullRequests reading;
    private final Duration patience;

    CloudMerging(HostConnection connection, Paths paths, CloudPullRequests reading, Duration patience) {
        this.connection = connection;
        this.paths = paths;
        this.reading = reading;
        this.patience = patience;
    }

    Merging merge(PullRequest pullRequest, MergeStyle style, CommitId head) {
        Optional<String> strategy =
                CloudStrategies.of(connection, paths, pullRequest.base()).strategy(style);
        JsonNode pull = reading.json(pullRequest.number());
        if (!isOpen(pull)) return ended(pull);
        if (!CloudPullRequests.isAt(pull, head)) return new Merging.HeadMoved();
        if (strategy.isEmpty()) return no("style-off", "this style of merging is switched off for the base");
        ObjectNode body = object().put("type", "pullrequest").put("merge_strategy", strategy.get());
        String path = paths.pull(pullRequest.number()) + "/merge?async=true";
        Answer answer = connection.ask("POST", path, Optional.of(body));
        return of(answer.status() == 202 ? awaited(answer) : answer, pullRequest.number(), head);
    }

    private static boolean isOpen(JsonNode pull) {
        return pull.path("state").asString("").equals("OPEN");
    }

    /** A task that Bitbucket does not know is pending for ever, as measured by others: hence the end. */
    private Answer awaited(Answer accepted) {
        Optional<String> task = accepted.headers().firstValue("Location");
        if (task.isEmpty()) return accepted;
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            Answer seen = connection.ask("GET", task.get(), Optional.empty());
            boolean pending = seen.isSuccess()
                    && seen.json().path("task_status").asString("").equals("PENDING");
            if (!pending || System.nanoTime() > end) return seen;
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a merge was waited for");
        }
    }

    private Merging of(Answer answer, long number, CommitId head) {
        if (answer.isSuccess() || CLOSED.matcher(answer.words()).find()) return ended(reading.json(number));
        return switch (answer.status()) {
            case 409 -> moved(reading.json(number), head);
            case 400 -> refused(answer);
            case 403 -> no("merge-refused", "Bitbucket says: " + answer.words());
            default -> throw new IllegalStateException("required throws: " + connection.required(answer));
        };
    }

    private static Merging moved(JsonNode pull, CommitId head) {
        return CloudPullRequests.isAt(pull, head)
                ? unknown("the base moved while it was merged", "merge it again")
                : new Merging.HeadMoved();
    }

    private Merging ended(JsonNode pull) {
        return switch (reading.read(pull).state()) {
            case PullRequest.State.Merged(Optional<CommitId> commit, String _) -> new Merging.Merged(commit);
            case PullRequest.State.Closed _ -> no("pull-request-closed", "the pull request is declined");
            case PullRequest.State.Open _ -> unknown("Bitbucket still merges it", "look again");
        };
    }

    /** By the words, which alone tell, but for a strategy that is not allowed. */
    private static Merging refused(Answer answer) {
        String told = "Bitbucket says: " + answer.words();
        if (answer.json().at("/error/fields").has("merge_strategy")) return no("style-off", told);
        if (CONFLICT.matcher(answer.words()).find()) return no("merge-conflict", told);
        if (GATES.matcher(answer.words()).find()) return new Merging.NotYet(Reason.passing("gates-closed", told, ""));
        return no("merge-refused", told);
    }

    private static Merging unknown(String why, String remedy) {
        return new Merging.NotYet(Reason.passing(Merging.UNKNOWN, why, remedy));
    }

    private static Merging no(String code, String why) {
        return new Merging.Refused(Reason.lasting(code, why, "merge it on its page"));
    }
}
