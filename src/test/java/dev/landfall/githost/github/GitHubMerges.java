package dev.landfall.githost.github;

import dev.landfall.git.CommitId;
import dev.landfall.githost.LookAlikeHost.Reply;
import dev.landfall.githost.LookAlikeHost.Request;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelMerge;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Merging as GitHub answers it, at once or through a queue. */
final class GitHubMerges {
    static final String UUID = "630b9d5e-3f2a-4f7e-8b0c-2d5f9a8c1e42";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;
    private boolean queued;
    private boolean asynchronous = true;
    private String pendingHead = "";
    private int pendingFor;
    private String failsWith = "";

    GitHubMerges(ModelRepository model) {
        this.model = model;
    }

    void requireQueue() {
        queued = true;
    }

    /** As an Enterprise Server, which knows no asynchronous merges. */
    void knowNoAsynchronousOnes() {
        asynchronous = false;
    }

    /** As if somebody had asked before for this head. */
    void askedBefore(CommitId head) {
        pendingHead = head.hex();
        pendingFor = 2;
    }

    void failLaterWith(String words) {
        failsWith = words;
    }

    Reply merge(ModelPull pull, Request request) {
        if (queued && pull.isOpen())
            return GitHubLookAlike.words(
                    405, "Repository rule violations found\n\nChanges must be made through the merge queue");
        String method = request.body().path("merge_method").asString("");
        MergeStyle style = MergeStyle.valueOf(method.toUpperCase(Locale.ROOT));
        Optional<CommitId> expected = CommitId.parse(request.body().path("sha").asString(""));
        ModelMerge merge = model.merge(pull, style, expected, ModelRepository.US);
        return switch (merge) {
            case MERGED ->
                Reply.of(
                        200,
                        MAPPER.createObjectNode()
                                .put("sha", pull.mergedAs().orElseThrow().hex())
                                .put("merged", true)
                                .put("message", "Pull Request successfully merged"));
            case HEAD_MOVED -> GitHubLookAlike.words(409, "Head branch was modified. Review and try the merge again.");
            case CONFLICTING, NOT_OPEN -> GitHubLookAlike.words(405, "Pull Request is not mergeable");
            case DRAFT -> GitHubLookAlike.words(405, "Pull Request is still a draft");
            case CHECKS_MISSING -> GitHubLookAlike.words(405, "Required status check \"build\" is expected.");
            case APPROVALS_MISSING ->
                GitHubLookAlike.words(405, "At least 1 approving review is required by reviewers with write access.");
            case STYLE_OFF -> GitHubLookAlike.words(405, styleOff(style));
        };
    }

    private static String styleOff(MergeStyle style) {
        return switch (style) {
            case MERGE -> "Merge commits are not allowed on this repository.";
            case SQUASH -> "Squash merges are not allowed on this repository.";
            case REBASE -> "Rebase merges are not allowed on this repository.";
        };
    }

    Reply enqueue(ModelPull pull, Request request) {
        if (!asynchronous) return GitHubLookAlike.words(404, "Not Found");
        if (!request.body().path("merge_action").asString("").equals("merge_queue"))
            return GitHubLookAlike.words(422, "Invalid request");
        if (!pull.isOpen()) return result(400, "failed", "Pull request is closed.");
        if (!pendingHead.isEmpty()) return pendingFor > 0 ? pending(409) : result(200, "enqueued", "already queued");
        pendingHead = request.body().path("sha").asString("");
        pendingFor = 2;
        return pending(202);
    }

    /** It takes two questions. */
    Reply result(ModelPull pull) {
        if (pendingFor-- > 0) return pending(200);
        if (!failsWith.isEmpty()) return result(200, "failed", failsWith);
        return pull.isOpen()
                ? result(200, "enqueued", "Pull request is in the merge queue.")
                : result(200, "failed", "Pull request is closed.");
    }

    private Reply pending(int status) {
        Reply reply = result(status, "pending", "Merge request is in progress.");
        ((ObjectNode) reply.body().path("details")).put("uuid", UUID).put("expected_head_sha", pendingHead);
        return reply;
    }

    private static Reply result(int status, String word, String message) {
        ObjectNode body = MAPPER.createObjectNode().put("status", word);
        body.putObject("details").put("message", message);
        return Reply.of(status, body);
    }
}
