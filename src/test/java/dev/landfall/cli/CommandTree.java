package dev.landfall.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The real commands, for looking at them and for parsing what documents show, without running anything. */
final class CommandTree {
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\"([^\"]*)\"|[^\\s'\"]+");

    private final CommandLine root = new CommandLineDoor(
                    options -> {
                        throw new IllegalStateException("nothing is run here");
                    },
                    new RecordedTerminal().terminal(),
                    () -> Duration.ZERO)
            .commands();

    CommandLine root() {
        return root;
    }

    /** Every command, groups and the root among them. */
    Stream<CommandLine> all() {
        return below(root);
    }

    private static Stream<CommandLine> below(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(CommandTree::below));
    }

    /**
     * The command that a line of a shell calls, its words checked.
     *
     * @param line begins with {@code landfall}; what follows {@code #}, {@code |} or {@code >} belongs to the shell
     * @throws CommandLine.ParameterException where Landfall would not take the words
     */
    CommandLine parsed(String line) {
        List<String> words = words(line);
        CommandLine.ParseResult result =
                root.parseArgs(words.subList(1, words.size()).toArray(String[]::new));
        while (result.hasSubcommand()) result = result.subcommand();
        return result.commandSpec().commandLine();
    }

    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        Matcher piece = WORD.matcher(line);
        int end = 0;
        while (piece.find()) {
            // What touches is one word: --reason="too slow".
            if (piece.start() > end && !word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
            if (word.isEmpty() && piece.group().matches("[#|>].*")) return words;
            word.append(piece.group().replaceAll("['\"]", ""));
            end = piece.end();
        }
        if (!word.isEmpty()) words.add(word.toString());
        return words;
    }
}
