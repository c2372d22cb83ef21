package dev.landfall.cli;

import dev.landfall.reason.Reason;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/** The command line: the tree of commands, and what becomes of words that are none. */
public final class CommandLineDoor {
    private final Terminal terminal;
    private final CommandLine commands;

    /** @param elapsed since some moment, by a clock that only goes forward */
    public CommandLineDoor(Workplace.Opener opener, Terminal terminal, Supplier<Duration> elapsed) {
        this.terminal = terminal;
        Door door = new Door(opener, terminal, elapsed);
        this.commands = new CommandLine(new Root())
                .addSubcommand(new CheckCommand(door))
                .addSubcommand(new TraceCommand(door))
                .addSubcommand(OperateCommand.group(door))
                .addSubcommand(new ApplyCommand(door))
                .addSubcommand(new TrackCommand(door))
                .addSubcommand(new RevertCommand(door))
                .addSubcommand(new ChangesCommand(door, InstantSource.system()))
                .addSubcommand(new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.View(door)))
                .addSubcommand(new DemoCommand(door))
                .addSubcommand(new VersionCommand(terminal))
                .addSubcommand(new CompletionCommand(terminal))
                .addSubcommand(new HelpCommand(terminal));
        commands.setParameterExceptionHandler(this::wrongWords);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        addHelpOption(commands);
    }

    @Command(
            name = "landfall",
            description =
                    "Changes a Kubernetes cluster the way each object is owned: through Git, and sees it through.",
            synopsisSubcommandLabel = "COMMAND")
    private static final class Root extends CommandGroup {}

    /** @return the exit status */
    public int run(String... words) {
        if (words.length == 0) {
            terminal.print(commands.getUsageMessage());
            return ExitStatus.USAGE.code();
        }
        return commands.execute(words);
    }

    private static void addHelpOption(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        command.getSubcommands().values().forEach(CommandLineDoor::addHelpOption);
    }

    private int wrongWords(ParameterException wrong, String[] words) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        Reason reason = Reason.lasting(
                "usage", wrong.getMessage(), "see landfall help " + command.replaceFirst("^landfall ?", ""));
        Report.of(new Fault(ExitStatus.USAGE, reason)).answer().show(format(List.of(words)), terminal);
        return ExitStatus.USAGE.code();
    }

    /** The words could not be parsed, so the format that the user wants is looked for in them. */
    private static GlobalOptions.Format format(List<String> words) {
        String joined = String.join(" ", words);
        return Arrays.stream(GlobalOptions.Format.values())
                .filter(format -> joined.matches(".*(^| )(-o[ =]?|--output[ =])" + format + "( .*|$)"))
                .findFirst()
                .orElse(GlobalOptions.Format.text);
    }
}
