package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.PlanPart;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

@Command(name = "changes", description = "The changes of this machine's journal, newest first.")
final class ChangesCommand extends DataCommand {
    @Option(names = "--limit", paramLabel = "COUNT", defaultValue = "50", description = "How many at most; default 50.")
    int limit;

    ChangesCommand(Door door) {
        super(door);
    }

    @Override
    Data read(Workplace workplace) {
        List<Change> changes = workplace.engine().changes(limit);
        ObjectNode document = Documents.create();
        ArrayNode list = document.putArray("changes");
        StringBuilder text = new StringBuilder();
        for (Change change : changes) {
            add(list.addObject(), change);
            text.append("%s  %s  %-10s  %s: %s%n"
                    .formatted(
                            change.id(),
                            change.at(),
                            state(change),
                            change.plan().part().target(),
                            change.plan().request().what()));
        }
        return new Data(ExitStatus.DONE, changes.isEmpty() ? "no changes yet\n" : text.toString(), document);
    }

    private static void add(ObjectNode node, Change change) {
        PlanPart part = change.plan().part();
        node.put("change", change.id())
                .put("plan", change.plan().id())
                .put("digest", change.plan().digest())
                .put("at", change.at().toString())
                .put("what", change.plan().request().what())
                .put("object", part.target().toString())
                .put("repository", part.repository())
                .put("branch", part.branch())
                .put("commit", change.commit().orElse(null))
                .put("outcome", state(change));
        if (change.plan().request().isRevert())
            node.put("reverts", change.plan().request().reverts());
    }

    /** What the journal knows: whether it went further, {@code track} tells. */
    private static String state(Change change) {
        if (!change.outcome().isEmpty()) return change.outcome();
        return change.commit().isPresent() ? "InProgress" : "NotLanded";
    }
}
