package dev.landfall.cli;

import dev.landfall.change.Change;
import dev.landfall.change.PlanPart;
import dev.landfall.report.ChangeList;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.StyledText;
import dev.landfall.report.Table;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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
        List<Change> changes = workplace.known().latest(limit);
        Table table = new Table("CHANGE", "AGE", "PHASE", "OWNER", "OBJECT", "WHAT");
        for (Change change : changes) {
            table.add(
                    change.id(),
                    Age.of(Duration.between(change.at(), clock.instant())),
                    ChangeList.state(change),
                    owners(change),
                    change.plan().request().about(),
                    change.plan().request().what());
        }
        String text = changes.isEmpty() ? "no changes yet\n" : table.toString();
        return Answer.of(ExitStatus.DONE, StyledText.of(text), table, ChangeList.document(changes));
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
}
