package dev.landfall.githost.github;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.Readiness.Mergeability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The model as GitHub writes it down: the fields of its OpenAPI description, as far as anybody reads them. */
final class GitHubJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;
    private final String root;
    private final Map<Long, String> workedOut = new HashMap<>();
    private boolean stacked;
    private boolean queued;

    GitHubJson(ModelRepository model, String root) {
        this.model = model;
        this.root = root;
    }

    /** From now on each pull request stands on another one. */
    void stackUp() {
        stacked = true;
    }

    void requireQueue() {
        queued = true;
    }

    private static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    ObjectNode repository() {
        ObjectNode node = object().put("id", 7)
                .put("full_name", model.nameToday())
                .put("html_url", root + "/" + model.nameToday())
                .put("private", false)
                .put("archived", model.isArchived())
                .put("allow_merge_commit", model.styles().contains(MergeStyle.MERGE))
                .put("allow_squash_merge", model.styles().contains(MergeStyle.SQUASH))
                .put("allow_rebase_merge", model.styles().contains(MergeStyle.REBASE));
        node.putObject("permissions").put("pull", true).put("push", model.mayWrite());
        return node;
    }

    /** As a list has it: without who merged it, and whether it can be merged. */
    ObjectNode listed(ModelPull pull) {
        boolean merged = pull.state() == ModelPull.State.MERGED;
        ObjectNode node = object().put("id", 1000 + pull.number())
                .put("number", pull.number())
                .put("title", pull.title())
                .put("body", pull.body().isEmpty() ? null : pull.body())
                .put("state", pull.isOpen() ? "open" : "closed")
                .put("draft", pull.isDraft())
                .put("html_url", root + "/" + model.nameToday() + "/pull/" + pull.number())
                .put("merged_at", merged ? Instant.ofEpochSecond(model.at()).toString() : null)
                .put("merge_commit_sha", pull.mergedAs().map(CommitId::hex).orElse("0".repeat(39) + "7"));
        ObjectNode head = node.putObject("head")
                .put("label", (pull.isFromFork() ? "stranger:" : "team:") + pull.head())
                .put("ref", pull.head())
                .put("sha", pull.headCommit().hex());
        head.putObject("repo").put("id", pull.isFromFork() ? 8 : 7);
        node.putObject("base").put("ref", pull.base()).putObject("repo").put("id", 7);
        return node;
    }

    ObjectNode pull(ModelPull pull) {
        ObjectNode node = listed(pull).put("merged", pull.state() == ModelPull.State.MERGED);
        if (pull.state() == ModelPull.State.MERGED) node.putObject("merged_by").put("login", pull.endedBy());
        Mergeability mergeability = pull.isOpen() && isWorkedOut(pull) ? mergeability(pull) : Mergeability.UNKNOWN;
        if (mergeability != Mergeability.UNKNOWN) node.put("mergeable", mergeability != Mergeability.CONFLICTING);
        else node.putNull("mergeable");
        if (stacked) node.putObject("stack").put("number", 3).put("size", 2);
        else node.putNull("stack");
        return node.put("mergeable_state", word(mergeability, pull));
    }

    /** To the first who asks after a change, GitHub says that it does not know yet. */
    private synchronized boolean isWorkedOut(ModelPull pull) {
        String both = pull.headCommit().hex() + model.head(pull.base()).hex();
        return both.equals(workedOut.put(pull.number(), both));
    }

    private Mergeability mergeability(ModelPull pull) {
        if (model.isConflicting(pull)) return Mergeability.CONFLICTING;
        if (pull.isDraft()) return Mergeability.DRAFT;
        boolean met = model.checksPassed(pull) && pull.approvals() >= model.requiredApprovals();
        return met && !queued ? Mergeability.READY : Mergeability.WAITING;
    }

    private String word(Mergeability mergeability, ModelPull pull) {
        return switch (mergeability) {
            case CONFLICTING -> "dirty";
            case DRAFT -> "draft";
            case WAITING -> "blocked";
            case BEHIND -> "behind";
            case UNKNOWN -> "unknown";
            case READY ->
                model.statusesOf(pull.headCommit()).values().stream()
                                .allMatch(status -> status.state() == CommitStatus.State.SUCCESS)
                        ? "clean"
                        : "unstable";
        };
    }

    static List<JsonNode> reviews(ModelPull pull) {
        List<JsonNode> reviews = new ArrayList<>();
        pull.verdicts().forEach((person, verdict) -> {
            ObjectNode review = object().put("state", verdict.name()).put("author_association", "COLLABORATOR");
            review.putObject("user").put("login", person);
            reviews.add(review);
        });
        return reviews;
    }

    static List<JsonNode> events(ModelPull pull) {
        List<JsonNode> events = new ArrayList<>();
        events.add(event("labeled", "somebody-else"));
        if (pull.state() == ModelPull.State.CLOSED) events.add(event("closed", pull.endedBy()));
        return events;
    }

    private static ObjectNode event(String event, String by) {
        ObjectNode node = object().put("event", event);
        node.putObject("actor").put("login", by);
        return node;
    }

    static ObjectNode comment(ModelPull.ModelComment comment) {
        return object().put("id", comment.id()).put("body", comment.body());
    }

    List<JsonNode> statuses(CommitId commit) {
        return model.statusesOf(commit).values().stream()
                .<JsonNode>map(status -> object().put("context", status.context())
                        .put("state", word(status.state()))
                        .put("description", status.description()))
                .toList();
    }

    private static String word(CommitStatus.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case SUCCESS -> "success";
            case FAILURE -> "failure";
        };
    }

    /** As a ruleset has them. */
    List<JsonNode> rules() {
        List<JsonNode> rules = new ArrayList<>();
        rules.add(object().put("type", "deletion"));
        if (queued) rules.add(object().put("type", "merge_queue"));
        if (model.requiredApprovals() > 0) {
            ObjectNode rule = object().put("type", "pull_request");
            rule.putObject("parameters").put("required_approving_review_count", model.requiredApprovals());
            rules.add(rule);
        }
        if (!model.requiredChecks().isEmpty()) {
            ObjectNode rule = object().put("type", "required_status_checks");
            ArrayNode checks = rule.putObject("parameters").putArray("required_status_checks");
            model.requiredChecks().forEach(check -> checks.addObject().put("context", check));
            rules.add(rule);
        }
        return rules;
    }
}
