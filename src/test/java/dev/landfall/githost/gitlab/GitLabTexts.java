package dev.landfall.githost.gitlab;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a model's things are in GitLab's JSON. */
final class GitLabTexts {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;
    private final Supplier<String> root;

    GitLabTexts(ModelRepository model, Supplier<String> root) {
        this.model = model;
        this.root = root;
    }

    /** One method for the whole project: with merge commits, unless the model allows none. */
    MergeStyle method() {
        return model.styles().contains(MergeStyle.MERGE) ? MergeStyle.MERGE : MergeStyle.REBASE;
    }

    ObjectNode project(int id) {
        ObjectNode project = MAPPER.createObjectNode()
                .put("id", id)
                .put("path_with_namespace", model.nameToday())
                .put("web_url", root.get() + "/" + model.nameToday())
                .put("archived", model.isArchived())
                .put("merge_requests_access_level", "enabled")
                .put("merge_method", method() == MergeStyle.MERGE ? "merge" : "ff")
                .put("squash_option", model.styles().contains(MergeStyle.SQUASH) ? "default_off" : "never");
        ObjectNode permissions = project.putObject("permissions");
        permissions.putNull("project_access");
        permissions.putObject("group_access").put("access_level", model.mayWrite() ? 30 : 20);
        return project;
    }

    /** In the order in which GitLab looks at the rules. */
    String status(ModelPull pull) {
        if (!pull.isOpen()) return "not_open";
        if (pull.isDraft()) return "draft_status";
        if (!model.checksPassed(pull)) return isPending(pull) ? "ci_still_running" : "ci_must_pass";
        if (pull.approvals() < model.requiredApprovals()) return "not_approved";
        if (model.isConflicting(pull)) return "conflict";
        return method() == MergeStyle.REBASE && !containsBase(pull) ? "need_rebase" : "mergeable";
    }

    private boolean isPending(ModelPull pull) {
        return model.statusesOf(pull.headCommit()).values().stream()
                .anyMatch(status -> status.state() == CommitStatus.State.PENDING);
    }

    private boolean containsBase(ModelPull pull) {
        String base = model.head(pull.base()).hex();
        return git("merge-base", base, pull.headCommit().hex()).equals(base);
    }

    private String git(String... arguments) {
        return model.server().git(model.name(), arguments);
    }

    ObjectNode request(ModelPull pull, int project, String status) {
        ObjectNode request = MAPPER.createObjectNode()
                .put("id", 5000 + pull.number())
                .put("iid", pull.number())
                .put("project_id", project)
                .put("title", pull.title())
                .put("description", pull.body())
                .put("state", state(pull))
                .put("draft", pull.isDraft())
                .put("source_branch", pull.head())
                .put("target_branch", pull.base())
                .put("source_project_id", pull.isFromFork() ? project + 1 : project)
                .put("target_project_id", project)
                .put("web_url", root.get() + "/" + model.nameToday() + "/-/merge_requests/" + pull.number())
                .put("sha", pull.headCommit().hex())
                .put("detailed_merge_status", status)
                .put("has_conflicts", status.equals("conflict"))
                .put("squash", false);
        request.putNull("merge_commit_sha");
        request.putNull("squash_commit_sha");
        request.putNull("merge_user");
        request.putNull("closed_by");
        request.putNull("head_pipeline");
        ArrayNode labels = request.putArray("labels");
        pull.labels().forEach(labels::add);
        ArrayNode reviewers = request.putArray("reviewers");
        pull.reviewers()
                .forEach(name -> reviewers.addObject().put("id", id(name)).put("username", name));
        ended(pull, request);
        return request;
    }

    static int id(String person) {
        return 10 + ModelRepository.people().indexOf(person);
    }

    private static String state(ModelPull pull) {
        return switch (pull.state()) {
            case OPEN -> "opened";
            case MERGED -> "merged";
            case CLOSED -> "closed";
        };
    }

    private void ended(ModelPull pull, ObjectNode request) {
        if (pull.state() == ModelPull.State.CLOSED)
            request.putObject("closed_by").put("username", pull.endedBy());
        Optional<CommitId> landed = pull.mergedAs();
        if (landed.isEmpty()) return;
        request.putObject("merge_user").put("username", pull.endedBy());
        boolean merge =
                git("rev-list", "--parents", "--max-count=1", landed.get().hex())
                                .split(" ")
                                .length
                        == 3;
        if (merge) request.put("merge_commit_sha", landed.get().hex());
        else if (method() == MergeStyle.MERGE)
            request.put("squash_commit_sha", landed.get().hex());
        // Without merge commits the source branch is what the base was moved to, once GitLab has rebased it.
        else request.put("sha", landed.get().hex());
    }

    ObjectNode approvals(ModelPull pull) {
        ObjectNode approvals = MAPPER.createObjectNode()
                .put("approved", pull.approvals() >= model.requiredApprovals())
                .put("approvals_required", model.requiredApprovals())
                .put("approvals_left", Math.max(0, model.requiredApprovals() - pull.approvals()));
        ArrayNode by = approvals.putArray("approved_by");
        pull.verdicts().forEach((name, verdict) -> {
            if (verdict == ModelPull.Verdict.APPROVED)
                by.addObject().putObject("user").put("username", name);
        });
        return approvals;
    }

    ArrayNode reviewers(ModelPull pull) {
        ArrayNode reviewers = MAPPER.createArrayNode();
        pull.verdicts()
                .forEach((name, verdict) -> reviewers
                        .addObject()
                        .put("state", verdict == ModelPull.Verdict.APPROVED ? "approved" : "requested_changes")
                        .putObject("user")
                        .put("username", name));
        return reviewers;
    }

    ArrayNode notes(ModelPull pull) {
        ArrayNode notes = MAPPER.createArrayNode();
        notes.addObject().put("id", 1).put("body", "added 1 commit").put("system", true);
        pull.comments()
                .forEach(comment -> notes.addObject()
                        .put("id", comment.id())
                        .put("body", comment.body())
                        .put("system", false));
        return notes;
    }

    ArrayNode statuses(CommitId commit) {
        ArrayNode statuses = MAPPER.createArrayNode();
        for (ModelStatus status : model.statusesOf(commit).values())
            statuses.addObject()
                    .put("name", status.context())
                    .put("status", word(status.state()))
                    .put("description", status.description())
                    .put("allow_failure", false);
        return statuses;
    }

    private static String word(CommitStatus.State state) {
        return state == CommitStatus.State.FAILURE ? "failed" : state.name().toLowerCase(Locale.ROOT);
    }
}
