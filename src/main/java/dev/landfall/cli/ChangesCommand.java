package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PullRequestLink;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "changes",
        description = "The changes that this machine knows, newest first, with phase, owner and age.",
        footer = {"", "Examples:", "  landfall changes", "  landfall changes --limit 5 -o json"})
final class ChangesCommand extends DataCommand {
    @Option(names = "--limit", paramLabel = "COUNT", defaultValue = "50", description = "How many at most; default 50.")
    int limit;

    private final InstantSource clock;

    /** @param clock for ages */
    ChangesCommand(Door door, InstantSource clock) {
        super(door);
        this.clock = clock;
    }

    @Override
    Answer read(Workplace workplace) {
        List<Change> changes = workplace.engine().changes(limit);
        ObjectNode document = Documents.create();
        ArrayNode list = document.putArray("changes");
        Table table = new Table("CHANGE", "AGE", "PHASE", "OWNER", "OBJECT", "WHAT");
        for (Change change : changes) {
            add(list.addObject(), change);
            table.add(
                    change.id(),
                    Age.of(Duration.between(change.at(), clock.instant())),
                    state(change),
                    owners(change),
                    change.plan().request().about(),
                    change.plan().request().what());
        }
        String text = changes.isEmpty() ? "no changes yet\n" : table.toString();
        return Answer.of(ExitStatus.DONE, StyledText.of(text), table, document);
    }

    private static String owners(Change change) {
        return change.plan().parts().stream()
                .flatMap(part -> switch (part) {
                    case PlanPart.InGit git ->
                        git.owners().stream().map(share -> share.owner().toString());
                    case PlanPart.Direct direct -> Stream.of("direct");
                })
                .collect(Collectors.joining(", "));
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
    private static String state(Change change) {
        if (!change.outcome().isEmpty()) return change.outcome();
        if (change.awaitsMerge()) return "AwaitingMerge";
        return change.isLanded() ? "InProgress" : "NotLanded";
    }
}
