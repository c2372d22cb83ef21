package dev.landfall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "track",
        description = "Watch a landed change to its verdict.",
        footer = {
            "",
            "Examples:",
            "  landfall track 01M88R0ZC8V0QX8N5D1SG2W3TE",
            "  landfall track 01M88R0Z --timeout 5m"
        })
final class TrackCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "CHANGE", description = "The change's id, or its beginning.")
    String change;

    TrackCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        return flow.track(workplace.engine().storedChange(change));
    }
}
