package dev.landfall.cli;

import dev.landfall.change.Trace;
import dev.landfall.report.StyledText;
import dev.landfall.report.TraceRendering;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "trace",
        description = "Who owns an object, by what proof, and where in Git it is.",
        footer = {
            "",
            "Examples:",
            "  landfall trace deployment/web -n shop",
            "  landfall trace pod/web-7c9f8d-x2x9z -n shop --all-owners",
            "  landfall trace deployment/web -n shop -o json"
        })
final class TraceCommand extends DataCommand {
    @Parameters(index = "0", paramLabel = "KIND/NAME", description = "The object; a Pod or a ReplicaSet will do.")
    String object;

    @Option(names = "--all-owners", description = "Look at every owner, so that a second one would be found too.")
    boolean allOwners;

    TraceCommand(Door door) {
        super(door);
    }

    @Override
    Answer read(Workplace workplace) {
        Trace trace = workplace.tracer().trace(workplace.object(object, global.namespace()), allOwners);
        TraceRendering rendering = new TraceRendering(trace);
        return Answer.of(rendering.status(), StyledText.of(rendering.text()), rendering.table(), rendering.document());
    }
}
