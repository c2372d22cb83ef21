package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.bitbucketdatacenter.DataCenterJson.error;

import dev.landfall.githost.LookAlikeHost.Reply;
import dev.landfall.githost.LookAlikeHost.Request;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository;
import dev.landfall.githost.ModelRepository.ModelMerge;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the server refuses to merge, and at which version. */
final class DataCenterMerges {
    private final ModelRepository model;
    private final AtomicReference<String> veto = new AtomicReference<>("");

    DataCenterMerges(ModelRepository model) {
        this.model = model;
    }

    /** One more check before each merge that says no. */
    void veto(String words) {
        veto.set(words);
    }

    static long version(Request request) {
        return Long.parseLong(request.query().getOrDefault("version", "-1"));
    }

    Optional<Reply> outOfDate(ModelPull pull, long version) {
        if (version == DataCenterJson.version(model, pull)) return Optional.empty();
        return Optional.of(Reply.of(
                409,
                error(
                        "pull.PullRequestOutOfDateException",
                        "You are attempting to modify a pull request based on out-of-date information.")));
    }

    static Reply notOpen() {
        return Reply.of(409, error("pull.IllegalPullRequestStateException", "This pull request is not open any more."));
    }

    private Optional<String> vetoed(ModelPull pull) {
        if (!veto.get().isEmpty()) return Optional.of(veto.get());
        if (pull.isDraft()) return Optional.of("This pull request is a draft.");
        if (!model.checksPassed(pull)) return Optional.of("You still need a minimum of one successful build.");
        if (pull.approvals() < model.requiredApprovals()) return Optional.of("You still need 1 approval.");
        return Optional.empty();
    }

    Reply mergeability(ModelPull pull) {
        if (!pull.isOpen()) return notOpen();
        boolean conflicted = model.isConflicting(pull);
        ObjectNode node = DataCenterJson.object()
                .put("canMerge", !conflicted && vetoed(pull).isEmpty())
                .put("conflicted", conflicted)
                .put("outcome", conflicted ? "CONFLICTED" : "CLEAN");
        ArrayNode vetoes = node.putArray("vetoes");
        vetoed(pull).ifPresent(words -> vetoes.addObject().put("detailedMessage", words));
        return Reply.of(200, node);
    }

    /** Empty where it was merged. */
    Optional<Reply> merge(ModelPull pull, Request request) {
        Optional<Reply> late = outOfDate(pull, version(request));
        if (late.isPresent()) return late;
        if (!pull.isOpen()) return Optional.of(notOpen());
        MergeStyle style = switch (request.body().path("strategyId").asString("")) {
            case "no-ff" -> MergeStyle.MERGE;
            case "squash" -> MergeStyle.SQUASH;
            case "rebase-ff-only" -> MergeStyle.REBASE;
            default -> throw new IllegalStateException("not among the strategies: " + request.body());
        };
        boolean conflicting = model.isConflicting(pull);
        if (conflicting || vetoed(pull).isPresent()) return Optional.of(vetoed(conflicting, vetoed(pull)));
        ModelMerge merge = model.merge(pull, style, Optional.empty(), ModelRepository.US);
        if (merge != ModelMerge.MERGED) throw new IllegalStateException("vetoed before: " + merge);
        return Optional.empty();
    }

    private static Reply vetoed(boolean conflicting, Optional<String> words) {
        ObjectNode errors = error(
                "pull.PullRequestMergeVetoedException",
                conflicting
                        ? "The pull request has conflicts and cannot be merged."
                        : "Merging the pull request has been vetoed.");
        ObjectNode first = (ObjectNode) errors.at("/errors/0");
        ArrayNode vetoes = first.put("conflicted", conflicting).putArray("vetoes");
        words.ifPresent(told -> vetoes.addObject().put("summaryMessage", "No").put("detailedMessage", told));
        return Reply.of(409, errors);
    }
}
