package dev.landfall.cli;

import dev.landfall.report.Report;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revert",
        description = "Take a landed change back, the way it was delivered.",
        footer = {
            "",
            "Refused where others have since edited the same; what they have edited beside it stays.",
            "Where Git cannot be reached or takes no push, the commands are shown that help until then.",
            "",
            "Examples:",
            "  landfall revert 01M88R0ZC8V0QX8N5D1SG2W3TE --reason \"too slow\"",
            "  landfall revert 01M88R0Z --dry-run",
            "  landfall revert 01M88R0Z --part 2"
        })
final class RevertCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "CHANGE", description = "The change's id, or its beginning.")
    String change;

    @Option(
            names = "--part",
            paramLabel = "N",
            description = "Only this part, counted from 1 as track shows them; without it all that has landed.")
    Integer part;

    @Mixin
    ChangeOptions.Asking asking;

    RevertCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        var reverted = workplace.engine().storedChange(change);
        OptionalInt wanted = part == null ? OptionalInt.empty() : OptionalInt.of(part);
        return flow.from(workplace.engine().planRevert(reverted, wanted, asking.reason, asking.sync), asking);
    }
}
