package dev.landfall.githost.bitbucketcloud;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelPull.ModelComment;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The entities of the API 2.0, with the fields that its reference shows, and hashes of 12 digits where it has those. */
final class CloudJson {
    static final String NAME = "team/shop";
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;
    private final String web;

    CloudJson(ModelRepository model, String web) {
        this.model = model;
        this.web = web;
    }

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ObjectNode error(String message) {
        ObjectNode node = object().put("type", "error");
        node.putObject("error").put("message", message);
        return node;
    }

    /** Of a form of which one field is wrong. */
    static ObjectNode error(String field, String message) {
        ObjectNode node = error(field + ": " + message);
        ((ObjectNode) node.path("error")).putObject("fields").putArray(field).add(message);
        return node;
    }

    ObjectNode repository() {
        ObjectNode node = object().put("type", "repository")
                .put("uuid", "{7}")
                .put("full_name", NAME)
                .put("name", "Shop");
        node.putObject("mainbranch").put("name", "main");
        page(node, web + "/" + NAME);
        return node;
    }

    private static void page(ObjectNode node, String page) {
        node.putObject("links").putObject("html").put("href", page);
    }

    /** @param whole with what lists leave out */
    ObjectNode pull(ModelPull pull, boolean whole) {
        ObjectNode node = object().put("type", "pullrequest")
                .put("id", pull.number())
                .put("title", pull.title())
                .put("description", pull.body())
                .put("state", state(pull))
                .put("draft", pull.isDraft())
                .put("close_source_branch", false);
        node.set("source", side(pull.head(), pull.headCommit(), pull.isFromFork() ? "alice/shop" : NAME));
        node.set("destination", side(pull.base(), model.head(pull.base()), NAME));
        node.set("closed_by", pull.isOpen() ? MAPPER.nullNode() : account(pull.endedBy()));
        Optional<CommitId> merged = pull.mergedAs();
        if (merged.isPresent()) node.putObject("merge_commit").put("hash", shortened(merged.get()));
        else node.putNull("merge_commit");
        page(node, web + "/" + NAME + "/pull-requests/" + pull.number());
        if (whole) people(node, pull);
        return node;
    }

    private static String state(ModelPull pull) {
        return switch (pull.state()) {
            case OPEN -> "OPEN";
            case MERGED -> "MERGED";
            case CLOSED -> "DECLINED";
        };
    }

    static String shortened(CommitId commit) {
        return commit.hex().substring(0, 12);
    }

    private static ObjectNode side(String branch, CommitId commit, String repository) {
        ObjectNode side = object();
        side.putObject("branch").put("name", branch);
        side.putObject("commit").put("hash", shortened(commit));
        side.putObject("repository").put("full_name", repository);
        return side;
    }

    private static ObjectNode account(String name) {
        return object().put("type", "user")
                .put("display_name", "The " + name)
                .put("nickname", name)
                .put("uuid", uuid(name));
    }

    /** One that nobody has where the name is nobody's. */
    static String uuid(String name) {
        return "{00000000-0000-0000-0000-00000000000%d}"
                .formatted(1 + ModelRepository.people().indexOf(name));
    }

    private static void people(ObjectNode node, ModelPull pull) {
        ArrayNode reviewers = node.putArray("reviewers");
        pull.reviewers().forEach(name -> reviewers.add(account(name)));
        Set<String> all = new TreeSet<>(pull.reviewers());
        all.addAll(pull.verdicts().keySet());
        ArrayNode participants = node.putArray("participants");
        all.forEach(name -> participant(participants.addObject(), pull, name));
    }

    private static void participant(ObjectNode node, ModelPull pull, String name) {
        ModelPull.Verdict verdict = pull.verdicts().get(name);
        String state = verdict == null
                ? null
                : switch (verdict) {
                    case APPROVED -> "approved";
                    case CHANGES_REQUESTED -> "changes_requested";
                };
        node.put("role", pull.reviewers().contains(name) ? "REVIEWER" : "PARTICIPANT")
                .put("approved", verdict == ModelPull.Verdict.APPROVED)
                .put("state", state)
                .set("user", account(name));
    }

    static ObjectNode member(String name) {
        ObjectNode node = object();
        node.set("user", account(name));
        return node;
    }

    static ObjectNode comment(ModelComment comment) {
        ObjectNode node = object().put("id", comment.id()).put("deleted", false);
        node.putObject("content").put("raw", comment.body());
        return node;
    }

    static ObjectNode status(ModelStatus status) {
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

    ObjectNode branch(String name) {
        ObjectNode node = object().put("name", name).put("default_merge_strategy", "merge_commit");
        ArrayNode strategies = node.putArray("merge_strategies");
        if (model.styles().contains(MergeStyle.MERGE)) strategies.add("merge_commit");
        if (model.styles().contains(MergeStyle.SQUASH)) strategies.add("squash");
        if (model.styles().contains(MergeStyle.REBASE)) strategies.add("rebase_fast_forward");
        node.putObject("target").put("hash", model.head(name).hex());
        return node;
    }
}
