package dev.landfall.report;

import dev.landfall.change.Change;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PullRequestLink;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes as the journal has them, for programs. */
public final class ChangeList {
    private ChangeList() {}

    public static ObjectNode document(List<Change> changes) {
        ObjectNode document = Documents.create();
        ArrayNode list = document.putArray("changes");
        changes.forEach(change -> add(list.addObject(), change));
        return document;
    }

    private static void add(ObjectNode node, Change change) {
        node.put("change", change.id())
                .put("plan", change.plan().id())
                .put("digest", change.plan().digest())
                .put("at", change.at().toString())
                .put("what", change.plan().request().what())
                .put("outcome", state(change));
        ArrayNode objects = node.putArray("objects");
        change.plan().request().targets().forEach(target -> objects.add(target.toString()));
        ArrayNode parts = node.putArray("parts");
        for (int i = 0; i < change.arrivals().size(); i++) {
            add(
                    parts.addObject(),
                    change.plan().parts().get(i),
                    change.arrivals().get(i));
        }
        if (change.plan().request().isRevert())
            node.put("reverts", change.plan().request().reverts());
    }

    private static void add(ObjectNode node, PlanPart part, Change.Arrival arrival) {
        node.put("arrival", arrival.getClass().getSimpleName());
        switch (part) {
            case PlanPart.Direct direct -> node.put("delivery", "direct");
            case PlanPart.InGit git ->
                node.put("delivery", Change.wayOf(git, Optional.of(arrival)).word())
                        .put("repository", git.repository())
                        .put("branch", git.branch())
                        .put("commit", arrival instanceof Change.Arrival.Committed ours ? ours.commit() : null)
                        .put(
                                "pullRequest",
                                Change.pullRequestOf(arrival)
                                        .map(PullRequestLink::page)
                                        .orElse(null));
        }
    }

    /** What the journal knows: whether it went further, {@code track} tells. */
    public static String state(Change change) {
        if (!change.outcome().isEmpty()) return change.outcome();
        if (change.awaitsMerge()) return "AwaitingMerge";
        return change.isLanded() ? "InProgress" : "NotLanded";
    }
}
