package dev.landfall.cli;

import dev.landfall.report.ExitStatus;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "help",
        description = "Help for a command, or for the topic exit-codes.",
        footer = {"", "Examples:", "  landfall help operate set", "  landfall help exit-codes"})
final class HelpCommand implements Callable<Integer> {
    private static final String EXIT_CODES = "exit-codes";

    private final Terminal terminal;

    @Parameters(index = "0..*", arity = "0..*", paramLabel = "COMMAND", description = "A command, or exit-codes.")
    List<String> words = List.of();

    @Spec
    CommandSpec spec;

    HelpCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        if (words.equals(List.of(EXIT_CODES))) {
            terminal.print(exitCodes());
            return ExitStatus.DONE.code();
        }
        picocli.CommandLine command = spec.parent().commandLine();
        for (String word : words) {
            picocli.CommandLine next = command.getSubcommands().get(word);
            if (next == null) throw new ParameterException(spec.commandLine(), "there is no help on " + word);
            command = next;
        }
        terminal.print(command.getUsageMessage());
        return ExitStatus.DONE.code();
    }

    private static String exitCodes() {
        StringBuilder text = new StringBuilder();
        for (ExitStatus status : ExitStatus.values()) {
            text.append("%4d  %s%n".formatted(status.code(), status.meaning()));
        }
        return text.toString();
    }
}
