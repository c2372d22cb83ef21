package dev.landfall.cli;

import dev.landfall.report.Report;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "apply",
        description = "Land a plan that was made before.",
        footer = {
            "",
            "A plan is kept by --dry-run, and where nobody was there to say yes.",
            "Without a digest the plan is shown again, and somebody is asked. Where the plan would mean",
            "something else by now, nothing is landed.",
            "",
            "Examples:",
            "  landfall apply 01M88QYYW00BQECN3FHWQ4G2JK",
            "  landfall apply 01M88QYYW0 --digest DIGEST --no-wait"
        })
final class ApplyCommand extends ChangeCommand {
    @Parameters(index = "0", paramLabel = "PLAN", description = "The plan's id, or its beginning.")
    String plan;

    @Option(names = "--digest", paramLabel = "DIGEST", description = "Approves exactly the plan that has this digest.")
    String digest;

    ApplyCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        Optional<String> approved = Optional.ofNullable(digest).map(text -> text.toLowerCase(Locale.ROOT));
        return flow.apply(workplace.engine().storedPlan(plan), approved);
    }
}
