package dev.landfall.cli;

import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "apply", description = "Land a plan that was made before.")
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
