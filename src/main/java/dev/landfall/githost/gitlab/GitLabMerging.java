package dev.landfall.githost.gitlab;

import static dev.landfall.githost.HostConnection.object;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Answer;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostConnection;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.reason.Reason;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code PUT …/merge_requests/:iid/merge} with {@code sha} and {@code squash}, at once: neither {@code auto_merge} nor a
 * merge train, since who waits here is Landfall. Statuses (docs.gitlab.com/api/merge_requests, "Merge a merge request"):
 * 401 this user may not merge it, 405 (406 in older versions) not now, 409 another head, 422 the merge failed.
 */
final class GitLabMerging {
    private static final Pattern OTHER_HEAD = Pattern.compile("(?i)sha does not match");

    private final HostConnection connection;
    private final GitLabProject project;
    private final GitLabMergeRequests reading;

    GitLabMerging(HostConnection connection, GitLabProject project, GitLabMergeRequests reading) {
        this.connection = connection;
        this.project = project;
        this.reading = reading;
    }

    Merging merge(long number, MergeStyle style, CommitId head) {
        JsonNode before = reading.json(number);
        Optional<Merging> ended = ended(before);
        if (ended.isPresent()) return ended.get();
        Set<MergeStyle> styles = GitLabStanding.styles(project.read());
        if (!styles.isEmpty() && !styles.contains(style)) return styleOff(style, styles);
        keepCommits(number, style, before);
        return ask(number, object().put("sha", head.hex()).put("squash", style == MergeStyle.SQUASH));
    }

    /** {@code squash: false} of a merge is not heeded where the merge request itself says to squash. */
    private void keepCommits(long number, MergeStyle style, JsonNode before) {
        boolean squashes = before.path("squash").asBoolean(false);
        if (squashes && style != MergeStyle.SQUASH)
            connection.send("PUT", project.mergeRequest(number), object().put("squash", false));
    }

    private Merging ask(long number, ObjectNode body) {
        Answer answer;
        try {
            answer = connection.ask("PUT", project.mergeRequest(number) + "/merge", Optional.of(body));
        } catch (GitHostException failed) {
            if (!failed.reason().code().equals("host-authentication")) throw failed;
            reading.json(number); // fails where it is the token that is not accepted
            return refused("merge-refused", "the credential's user may not merge into this branch");
        }
        if (answer.isSuccess()) return ended(answer.json()).orElseGet(() -> unknown("it is not merged yet"));
        return switch (answer.status()) {
            case 400, 405, 406, 422 -> why(reading.json(number), answer.words());
            case 409 -> OTHER_HEAD.matcher(answer.words()).find() ? new Merging.HeadMoved() : unknown(answer.words());
            default -> refused("merge-refused", connection.required(answer).words());
        };
    }

    private static Optional<Merging> ended(JsonNode request) {
        return switch (request.path("state").asString("")) {
            case "merged" -> Optional.of(new Merging.Merged(GitLabMergeRequests.landed(request)));
            case "closed" -> Optional.of(refused("pull-request-closed", "the merge request is closed"));
            default -> Optional.empty();
        };
    }

    /** What keeps it from being merged is told by the merge request, not by the answer. */
    private static Merging why(JsonNode now, String words) {
        Optional<Merging> ended = ended(now);
        if (ended.isPresent()) return ended.get();
        String error = now.path("merge_error").asString("");
        String status = now.path("detailed_merge_status").asString(words);
        return switch (GitLabReadiness.mergeability(now)) {
            case CONFLICTING -> refused("merge-conflict", "it conflicts with the base");
            case BEHIND ->
                new Merging.NotYet(Reason.passing(
                        Merging.BASE_MOVED,
                        "GitLab says: the base has moved, and must be contained",
                        "rebase it on its page"));
            case DRAFT, WAITING -> new Merging.NotYet(Reason.passing("gates-closed", "GitLab says: " + status, ""));
            case UNKNOWN -> unknown(status);
            case READY -> error.isEmpty() ? unknown(words) : refused("merge-refused", error);
        };
    }

    private static Merging styleOff(MergeStyle style, Set<MergeStyle> styles) {
        return refused("merge-style", "the project does not merge by " + style + ", but by " + styles);
    }

    private static Merging unknown(String words) {
        return new Merging.NotYet(Reason.passing(Merging.UNKNOWN, "GitLab says: " + words, ""));
    }

    private static Merging refused(String code, String words) {
        return new Merging.Refused(Reason.lasting(code, "GitLab says: " + words, "merge it on its page"));
    }
}
