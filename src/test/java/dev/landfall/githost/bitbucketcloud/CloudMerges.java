package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.bitbucketcloud.CloudJson.error;
import static dev.landfall.githost.bitbucketcloud.CloudJson.object;

import dev.landfall.githost.LookAlikeHost.Reply;
import dev.landfall.githost.LookAlikeHost.Request;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges in the background, and what keeps Bitbucket from them. */
final class CloudMerges {
    private static final int PENDING = 1;

    private final ModelRepository model;
    private final Map<String, Task> tasks = new ConcurrentHashMap<>();
    private final AtomicReference<Optional<Reply>> refusal = new AtomicReference<>(Optional.empty());
    private volatile boolean endless;
    private volatile boolean checksTold = true;
    private volatile boolean unenforced;

    private static final class Task {
        private final MergeStyle style;
        private int asked;
        private Optional<Reply> outcome = Optional.empty();

        private Task(MergeStyle style) {
            this.style = style;
        }
    }

    CloudMerges(ModelRepository model) {
        this.model = model;
    }

    /** Merges are refused with these words. */
    void refuse(String words) {
        refusal.set(Optional.of(Reply.of(400, error(words))));
    }

    /** A branch moves while it is merged. */
    void move() {
        refusal.set(Optional.of(Reply.empty(409)));
    }

    void neverEnd() {
        endless = true;
    }

    /** As before autumn 2026. */
    void tellNoChecks() {
        checksTold = false;
    }

    /** As on a plan that shows merge checks only. */
    void enforceNothing() {
        unenforced = true;
    }

    boolean tellsChecks() {
        return checksTold;
    }

    Reply merge(ModelPull pull, Request request, String root) {
        if (!request.parameter("async").equals("true")) throw new IllegalStateException("waits for an answer");
        MergeStyle style = switch (request.body().path("merge_strategy").asString("")) {
            case "merge_commit" -> MergeStyle.MERGE;
            case "squash" -> MergeStyle.SQUASH;
            case "rebase_fast_forward" -> MergeStyle.REBASE;
            default -> throw new IllegalStateException("not among the strategies: " + request.body());
        };
        String task = "task-" + tasks.size();
        tasks.put(task, new Task(style));
        String path = request.path() + "/task-status/" + task;
        return new Reply(202, object().stringNode(""), Map.of("Location", root + path));
    }

    synchronized Reply task(ModelPull pull, String id, CloudJson json) {
        Task task = tasks.get(id);
        boolean pending = task == null || endless || task.asked++ < PENDING;
        if (pending) return Reply.of(200, object().put("task_status", "PENDING"));
        if (task.outcome.isEmpty()) task.outcome = Optional.of(outcome(pull, task.style, json));
        return task.outcome.get();
    }

    private Reply outcome(ModelPull pull, MergeStyle style, CloudJson json) {
        if (refusal.get().isPresent()) return refusal.get().get();
        return switch (model.merge(pull, style, Optional.empty(), ModelRepository.US)) {
            case MERGED -> {
                ObjectNode node = object().put("task_status", "SUCCESS");
                node.set("merge_result", json.pull(pull, true));
                yield Reply.of(200, node);
            }
            case NOT_OPEN -> Reply.of(400, error("newstatus", "This pull request is already closed."));
            case CONFLICTING -> Reply.of(400, error("You can't merge until you resolve all merge conflicts."));
            case DRAFT -> Reply.of(400, error("You can't merge a draft pull request."));
            case CHECKS_MISSING, APPROVALS_MISSING -> Reply.of(400, error("2 failed merge checks."));
            case STYLE_OFF -> Reply.of(400, error("merge_strategy", "not allowed"));
            case HEAD_MOVED -> throw new IllegalStateException("no head was expected");
        };
    }

    boolean isMergeable(ModelPull pull) {
        return !model.isConflicting(pull) && model.checksPassed(pull) && pull.approvals() >= model.requiredApprovals();
    }

    Reply checks(ModelPull pull) {
        if (!checksTold) return Reply.of(404, error("Resource not found"));
        ArrayNode values = object().putArray("values");
        check(values, "pullrequest_state_check", pull.isOpen(), true);
        check(values, "git_mergeability_check", !model.isConflicting(pull), true);
        boolean met = model.checksPassed(pull) && pull.approvals() >= model.requiredApprovals();
        check(values, "standard_merge_check", met, !unenforced);
        ObjectNode node = object().put("size", values.size());
        node.set("values", values);
        return Reply.of(200, node);
    }

    private static void check(ArrayNode values, String type, boolean passed, boolean blocks) {
        values.addObject()
                .put("type", type)
                .put("status", passed ? "PASSED" : "FAILED")
                .put("blocking", !passed && blocks);
    }

    List<ObjectNode> conflicts() {
        return model.pulls().stream()
                .filter(pull -> pull.isOpen() && model.isConflicting(pull))
                .map(pull -> object().put("path", "apps/web.yaml").put("scenario", "content"))
                .toList();
    }
}
