package dev.landfall.cli;

import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.Report;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: the tree of commands, and what becomes of words that are none. */
public final class CommandLineDoor {
    /** In characters; wide enough that no line of an example is broken. */
    private static final int USAGE_WIDTH = 110;

    /** These look at the whole tree. */
    private static final Set<String> ABOUT_OTHERS = Set.of("help", "completion");

    private final Terminal terminal;
    private final Map<String, Supplier<Object>> makers = new LinkedHashMap<>();

    /** @param elapsed since some moment, by a clock that only goes forward */
    public CommandLineDoor(Workplace.Opener opener, Terminal terminal, Supplier<Duration> elapsed) {
        this.terminal = terminal;
        Door door = new Door(opener, terminal, elapsed);
        makers.put("check", () -> new CheckCommand(door));
        makers.put("trace", () -> new TraceCommand(door));
        makers.put("recommend", () -> new RecommendCommand(door));
        makers.put("remediate", () -> new RemediateCommand(door));
        makers.put("operate", () -> OperateCommand.group(door));
        makers.put("apply", () -> new ApplyCommand(door));
        makers.put("track", () -> new TrackCommand(door));
        makers.put("revert", () -> new RevertCommand(door));
        makers.put("changes", () -> new ChangesCommand(door, InstantSource.system()));
        makers.put("config", () -> new CommandLine(new ConfigCommand()).addSubcommand(new ConfigCommand.View(door)));
        makers.put("mcp", () -> new McpCommand(door));
        makers.put("demo", () -> new DemoCommand(door));
        makers.put("version", () -> new VersionCommand(terminal));
        makers.put("completion", () -> new CompletionCommand(terminal));
        makers.put("help", () -> new HelpCommand(terminal));
    }

    /** @param name which commands it shall have */
    private CommandLine tree(Predicate<String> name) {
        CommandLine commands = new CommandLine(new Root());
        makers.forEach((each, maker) -> {
            if (name.test(each)) commands.addSubcommand(each, maker.get());
        });
        commands.setParameterExceptionHandler(this::wrongWords);
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setUsageHelpWidth(USAGE_WIDTH);
        commands.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        commands.setOut(new PrintWriter(new OutputStreamWriter(terminal.out().stream(), StandardCharsets.UTF_8), true));
        addHelp(commands);
        return commands;
    }

    /** The whole tree, for tests of what it says about itself. */
    CommandLine commands() {
        return tree(name -> true);
    }

    @Command(
            name = "landfall",
            description =
                    "Changes a Kubernetes cluster the way each object is owned: through Git, and sees it through.",
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Examples:",
                "  landfall demo",
                "  landfall check",
                "  landfall trace deployment/web -n shop",
                "  landfall recommend \"deploy ghcr.io/acme/shop-api:1.4 in shop on port 8080\"",
                "  landfall remediate -n shop",
                "  landfall operate scale deployment/web -n shop --replicas 3",
                "  landfall help operate set"
            })
    private static final class Root extends CommandGroup {}

    /** @return the exit status */
    public int run(String... words) {
        if (words.length == 0) {
            terminal.print(commands().getUsageMessage());
            return ExitStatus.USAGE.code();
        }
        // To make all commands takes longer than most of them run.
        boolean isAlone = makers.containsKey(words[0]) && !ABOUT_OTHERS.contains(words[0]);
        return (isAlone ? tree(words[0]::equals) : commands()).execute(words);
    }

    /** What the help of every command has in common. */
    private static void addHelp(CommandLine command) {
        command.getCommandSpec()
                .addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help.")
                        .build());
        UsageMessageSpec usage = command.getCommandSpec().usageMessage();
        usage.footer(Stream.concat(
                        Arrays.stream(usage.footer()),
                        Stream.of("", "What the exit status says: landfall help exit-codes"))
                .toArray(String[]::new));
        command.getSubcommands().values().forEach(CommandLineDoor::addHelp);
    }

    private int wrongWords(ParameterException wrong, String[] words) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        Reason reason = Reason.lasting(
                "usage",
                wrong.getMessage() + nearest(wrong),
                "see landfall help " + command.replaceFirst("^landfall ?", "") + inQuotes(command, List.of(words)));
        Answer.of(Report.of(new Fault(ExitStatus.USAGE, reason))).show(format(List.of(words)), terminal);
        return ExitStatus.USAGE.code();
    }

    /** Words of a sentence whose first one is a sub-command are taken for that one's. */
    private static String inQuotes(String command, List<String> words) {
        boolean isSentence = command.startsWith("landfall operate ")
                && words.stream().anyMatch(word -> word.matches("to|by|in|on|of|and|from|between|it"));
        return isSentence ? "; a sentence goes into quotes: landfall operate \"scale web in shop to 5\"" : "";
    }

    /** What may have been meant instead, where words are no commands and no options. */
    private static String nearest(ParameterException wrong) {
        if (!(wrong instanceof UnmatchedArgumentException unmatched)
                || unmatched.getSuggestions().isEmpty()) return "";
        return "; did you mean " + String.join(" or ", unmatched.getSuggestions()) + "?";
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
