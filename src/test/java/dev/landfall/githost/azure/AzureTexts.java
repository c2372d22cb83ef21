package dev.landfall.githost.azure;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelStatus;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a model's things are in Azure DevOps' JSON. */
final class AzureTexts {
    static final String PROJECT_ID = "a7573007-bbb3-4341-b726-0c4148a07853";
    private static final String NOBODY = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";
    private static final String REVIEWERS = "fa4e907d-c16b-4a4c-9dfa-4906e5d171dd";
    private static final String STATUS = "cbdc66da-9728-4af8-aada-9a5a32e4a226";
    private static final String STRATEGY = "fa4e907d-c16b-4a4c-9dfa-4916e5d171ab";
    private static final int LISTED = 400;
    private static final JsonMapper MAPPER = new JsonMapper();

    private final ModelRepository model;

    AzureTexts(ModelRepository model) {
        this.model = model;
    }

    /** How Azure DevOps wraps a list. */
    static ObjectNode valued(ArrayNode entries) {
        ObjectNode body = MAPPER.createObjectNode().put("count", entries.size());
        body.set("value", entries);
        return body;
    }

    static String id(String person) {
        return UUID.nameUUIDFromBytes(person.getBytes(StandardCharsets.UTF_8)).toString();
    }

    ObjectNode repository() {
        ObjectNode repository = MAPPER.createObjectNode()
                .put("id", "3411ebc1-d5aa-464f-9615-0b527bc66719")
                .put("name", "shop")
                .put("defaultBranch", "refs/heads/main")
                .put("isDisabled", model.isArchived());
        repository.putObject("project").put("id", PROJECT_ID).put("name", "web shop");
        return repository;
    }

    String mergeStatus(ModelPull pull) {
        if (!pull.isOpen()) return "succeeded";
        return model.isConflicting(pull) ? "conflicts" : "succeeded";
    }

    ObjectNode listed(ModelPull pull) {
        ObjectNode listed = pull(pull, mergeStatus(pull));
        String description = pull.body();
        if (description.length() > LISTED) listed.put("description", description.substring(0, LISTED));
        return listed;
    }

    ObjectNode pull(ModelPull pull, String mergeStatus) {
        ObjectNode node = MAPPER.createObjectNode()
                .put("pullRequestId", pull.number())
                .put("title", pull.title())
                .put("description", pull.body())
                .put("status", status(pull))
                .put("isDraft", pull.isDraft())
                .put("mergeStatus", mergeStatus)
                .put("sourceRefName", "refs/heads/" + pull.head())
                .put("targetRefName", "refs/heads/" + pull.base());
        node.set("repository", repository());
        if (pull.isFromFork()) node.putObject("forkSource").put("name", "refs/heads/" + pull.head());
        node.putObject("lastMergeSourceCommit")
                .put("commitId", pull.headCommit().hex());
        String landed = pull.mergedAs().map(CommitId::hex).orElse("f".repeat(40));
        if (!mergeStatus.equals("queued")) node.putObject("lastMergeCommit").put("commitId", landed);
        if (!pull.isOpen())
            node.putObject("closedBy").put("id", id(pull.endedBy())).put("displayName", pull.endedBy());
        ArrayNode reviewers = node.putArray("reviewers");
        pull.verdicts()
                .forEach((name, verdict) -> reviewers
                        .addObject()
                        .put("id", id(name))
                        .put("displayName", name)
                        .put("vote", verdict == ModelPull.Verdict.APPROVED ? 10 : -5));
        // A team, whose vote is that of its members.
        reviewers
                .addObject()
                .put("id", NOBODY)
                .put("displayName", "[web shop]\\SRE")
                .put("isContainer", true)
                .put("vote", pull.approvals() > 0 ? 10 : 0);
        return node;
    }

    private static String status(ModelPull pull) {
        return switch (pull.state()) {
            case OPEN -> "active";
            case MERGED -> "completed";
            case CLOSED -> "abandoned";
        };
    }

    ObjectNode threads(ModelPull pull) {
        ArrayNode threads = MAPPER.createArrayNode();
        threads.addObject()
                .put("id", 900)
                .putArray("comments")
                .addObject()
                .put("id", 1)
                .put("commentType", "system")
                .put("content", "The reference refs/heads/" + pull.head() + " was updated.");
        pull.comments()
                .forEach(comment -> threads.addObject()
                        .put("id", comment.id())
                        .put("status", "closed")
                        .putArray("comments")
                        .addObject()
                        .put("id", 1)
                        .put("commentType", "text")
                        .put("content", comment.body()));
        return valued(threads);
    }

    ObjectNode statuses(CommitId commit) {
        ArrayNode statuses = MAPPER.createArrayNode();
        for (ModelStatus status : model.statusesOf(commit).values())
            statuses.addObject()
                    .put("id", statuses.size())
                    .put("state", word(status.state()))
                    .put("description", status.description())
                    .putObject("context")
                    .put("name", status.context());
        return valued(statuses);
    }

    private static String word(CommitStatus.State state) {
        return switch (state) {
            case PENDING -> "pending";
            case SUCCESS -> "succeeded";
            case FAILURE -> "failed";
        };
    }

    /** Everything that begins with what was asked for. */
    ObjectNode refs(String filter) {
        ArrayNode refs = MAPPER.createArrayNode();
        String branch = filter.replaceFirst("^heads/", "");
        for (String name : new String[] {branch + "-2", branch})
            if (model.hasBranch(name))
                refs.addObject()
                        .put("name", "refs/heads/" + name)
                        .put("objectId", model.head(name).hex());
        return valued(refs);
    }

    /** A check that is asked for is a status of the pull request; here those of its head are taken for it. */
    ObjectNode policies(ModelPull pull) {
        ArrayNode all = MAPPER.createArrayNode();
        policy(all, STRATEGY, "Require a merge strategy", "rejected", true).put("allowNoFastForward", true);
        policy(all, REVIEWERS, "Minimum number of reviewers", "queued", false).put("minimumApproverCount", 7);
        for (String check : model.requiredChecks())
            policy(all, STATUS, "Status", evaluated(pull, check), true).put("statusName", check);
        if (model.requiredApprovals() > 0)
            policy(
                            all,
                            REVIEWERS,
                            "Minimum number of reviewers",
                            pull.approvals() >= model.requiredApprovals() ? "approved" : "running",
                            true)
                    .put("minimumApproverCount", model.requiredApprovals());
        return valued(all);
    }

    private String evaluated(ModelPull pull, String check) {
        ModelStatus status = model.statusesOf(pull.headCommit()).get(check);
        if (status == null) return "queued";
        return switch (status.state()) {
            case PENDING -> "running";
            case SUCCESS -> "approved";
            case FAILURE -> "rejected";
        };
    }

    /** @return its settings */
    private static ObjectNode policy(ArrayNode all, String type, String title, String status, boolean blocking) {
        ObjectNode configuration = all.addObject().put("status", status).putObject("configuration");
        configuration.put("isEnabled", true).put("isBlocking", blocking).put("isDeleted", false);
        configuration.putObject("type").put("id", type).put("displayName", title);
        return configuration.putObject("settings");
    }
}
