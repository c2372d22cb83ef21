package dev.landfall.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revert",
        description = "Take a landed change back, the way it was delivered.",
        footer = {
            "",
            "Examples:",
            "  landfall revert 01M88R0ZC8V0QX8N5D1SG2W3TE --reason \"too slow\"",
            "  landfall revert 01M88R0Z --dry-run"
        })
final class RevertCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "CHANGE", description = "The change's id, or its beginning.")
    String change;

    @Mixin
    ChangeOptions.Asking asking;

    RevertCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        var reverted = workplace.engine().storedChange(change);
        return flow.from(workplace.engine().planRevert(reverted, asking.reason, asking.sync), asking);
    }
}
