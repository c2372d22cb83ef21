package dev.landfall.cli;

import dev.landfall.change.RequestException;
import dev.landfall.report.Report;
import java.net.URI;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "track",
        description = "Watch a landed or proposed change to its verdict.",
        footer = {
            "",
            "With --pull-request, the change may have been proposed on another machine.",
            "",
            "Examples:",
            "  landfall track 01M88R0ZC8V0QX8N5D1SG2W3TE",
            "  landfall track 01M88R0Z --timeout 5m",
            "  landfall track --pull-request https://git.example.org/team/shop/pulls/12"
        })
final class TrackCommand extends ChangeCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "CHANGE", description = "The change's id, or its beginning.")
    String change;

    @Option(names = "--pull-request", paramLabel = "URL", description = "The address of its pull request instead.")
    URI pullRequest;

    TrackCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        if ((change == null) == (pullRequest == null))
            throw RequestException.because(
                    "change-or-pull-request",
                    "a change's id or --pull-request is wanted, one of the two",
                    "landfall changes lists the changes that this machine knows");
        return flow.track(
                change == null
                        ? workplace.engine().changeOf(pullRequest)
                        : workplace.engine().storedChange(change));
    }
}
