package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelPull.ModelComment;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The entities of the REST API, with the fields that its reference shows. */
final class DataCenterJson {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;
    private final String web;

    DataCenterJson(ModelRepository model, String web) {
        this.model = model;
        this.web = web;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode error(String exception, String message) {
        ObjectNode errors = object();
        errors.putArray("errors")
                .addObject()
                .putNull("context")
                .put("message", message)
                .put("exceptionName", exception.isEmpty() ? null : "com.atlassian.bitbucket." + exception);
        return errors;
    }

    ObjectNode repository() {
        ObjectNode node = object().put("slug", "shop")
                .put("id", 7)
                .put("name", "Shop")
                .put("state", "AVAILABLE")
                .put("archived", model.isArchived());
        node.putObject("project").put("key", "TEAM").put("type", "NORMAL");
        self(node, web + "/projects/TEAM/repos/shop/browse");
        return node;
    }

    private static void self(ObjectNode node, String page) {
        node.putObject("links").putArray("self").addObject().put("href", page);
    }

    /** A push changes it too. */
    static long version(ModelRepository model, ModelPull pull) {
        String commits = model.server()
                .git(model.name(), "rev-list", "--count", pull.headCommit().hex());
        return pull.version() + Long.parseLong(commits);
    }

    ObjectNode pull(ModelPull pull, boolean drafts) {
        ObjectNode node = object().put("id", pull.number())
                .put("version", version(model, pull))
                .put("title", pull.title())
                .put("description", pull.body())
                .put("state", state(pull))
                .put("open", pull.isOpen())
                .put("closed", !pull.isOpen())
                .put("createdDate", pull.openedAt() * 1000);
        if (drafts) node.put("draft", pull.isDraft());
        node.set("fromRef", ref(pull.head(), pull.headCommit(), pull.isFromFork() ? "~alice" : "TEAM"));
        node.set("toRef", ref(pull.base(), model.head(pull.base()), "TEAM"));
        participants(node, pull);
        ObjectNode properties = node.putObject("properties");
        pull.mergedAs().ifPresent(commit -> properties.putObject("mergeCommit").put("id", commit.hex()));
        self(node, web + "/projects/TEAM/repos/shop/pull-requests/" + pull.number());
        return node;
    }

    private static String state(ModelPull pull) {
        return switch (pull.state()) {
            case OPEN -> "OPEN";
            case MERGED -> "MERGED";
            case CLOSED -> "DECLINED";
        };
    }

    private static ObjectNode ref(String branch, CommitId commit, String project) {
        ObjectNode ref = object().put("id", "refs/heads/" + branch)
                .put("displayId", branch)
                .put("latestCommit", commit.hex());
        ref.putObject("repository").put("slug", "shop").putObject("project").put("key", project);
        return ref;
    }

    private static void participants(ObjectNode node, ModelPull pull) {
        ArrayNode reviewers = node.putArray("reviewers");
        pull.reviewers().forEach(name -> participant(reviewers, pull, name, "REVIEWER"));
        Set<String> others = new TreeSet<>(pull.verdicts().keySet());
        pull.reviewers().forEach(others::remove);
        ArrayNode participants = node.putArray("participants");
        others.forEach(name -> participant(participants, pull, name, "PARTICIPANT"));
    }

    private static void participant(ArrayNode nodes, ModelPull pull, String name, String role) {
        ModelPull.Verdict verdict = pull.verdicts().get(name);
        String status = verdict == null
                ? "UNAPPROVED"
                : switch (verdict) {
                    case APPROVED -> "APPROVED";
                    case CHANGES_REQUESTED -> "NEEDS_WORK";
                };
        ObjectNode node = nodes.addObject().put("role", role).put("status", status);
        node.set("user", user(name));
    }

    private static ObjectNode user(String name) {
        return object().put("name", name).put("slug", name).put("displayName", "The " + name);
    }

    /** Newest first. */
    List<ObjectNode> activities(ModelPull pull, Set<Long> ofOthers) {
        List<ObjectNode> all = new ArrayList<>();
        all.add(activity("OPENED", ModelRepository.US));
        pull.comments().forEach(comment -> {
            ObjectNode node = activity("COMMENTED", ModelRepository.US).put("commentAction", "ADDED");
            node.set("comment", comment(comment, ofOthers));
            all.add(node);
        });
        if (pull.state() == ModelPull.State.MERGED) all.add(activity("MERGED", pull.endedBy()));
        if (pull.state() == ModelPull.State.CLOSED) all.add(activity("DECLINED", pull.endedBy()));
        Collections.reverse(all);
        return all;
    }

    private static ObjectNode activity(String action, String by) {
        ObjectNode node = object().put("action", action);
        node.set("user", user(by));
        return node;
    }

    static ObjectNode comment(ModelComment comment, Set<Long> ofOthers) {
        ObjectNode node = object().put("id", comment.id())
                .put("version", comment.version())
                .put("text", comment.body());
        node.putObject("permittedOperations").put("editable", !ofOthers.contains(comment.id()));
        return node;
    }

    static ObjectNode build(ModelStatus status) {
        String state = switch (status.state()) {
            case PENDING -> "INPROGRESS";
            case SUCCESS -> "SUCCESSFUL";
            case FAILURE -> "FAILED";
        };
        return object().put("key", status.context())
                .put("name", status.context())
                .put("state", state)
                .put("description", status.description());
    }

    static CommitStatus.State state(String build) {
        return switch (build) {
            case "INPROGRESS" -> CommitStatus.State.PENDING;
            case "SUCCESSFUL" -> CommitStatus.State.SUCCESS;
            case "FAILED" -> CommitStatus.State.FAILURE;
            default -> throw new IllegalStateException("no state of a build that we may report: " + build);
        };
    }

    ObjectNode settings() {
        ObjectNode node = object();
        ArrayNode strategies = node.putObject("mergeConfig").putArray("strategies");
        strategy(strategies, "no-ff", MergeStyle.MERGE);
        strategy(strategies, "squash", MergeStyle.SQUASH);
        strategy(strategies, "rebase-ff-only", MergeStyle.REBASE);
        strategies.addObject().put("id", "ff-only").put("enabled", false);
        node.putObject("requiredApprovers")
                .put("enabled", model.requiredApprovals() > 0)
                .put("count", String.valueOf(model.requiredApprovals()));
        return node;
    }

    private void strategy(ArrayNode strategies, String id, MergeStyle style) {
        strategies.addObject().put("id", id).put("enabled", model.styles().contains(style));
    }
}
