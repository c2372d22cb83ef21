package dev.landfall.cli;

import dev.landfall.report.Documents;
import dev.landfall.report.ExitStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "version",
        description = "The version of Landfall and of the Java that runs it.",
        footer = {"", "Examples:", "  landfall version", "  landfall version -o json"})
final class VersionCommand implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin
    GlobalOptions global;

    VersionCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        String packaged = VersionCommand.class.getPackage().getImplementationVersion();
        String version = packaged == null ? "unpackaged" : packaged;
        String java = Runtime.version().toString();
        ObjectNode document = Documents.create().put("version", version).put("java", java);
        Answer.of(ExitStatus.DONE, "landfall " + version + " (Java " + java + ")\n", document)
                .show(global.format(), terminal);
        return ExitStatus.DONE.code();
    }
}
