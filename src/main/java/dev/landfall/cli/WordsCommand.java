package dev.landfall.cli;

import dev.landfall.operate.Meant;
import dev.landfall.operate.PlainWords;
import dev.landfall.operate.TypedRequest;
import dev.landfall.report.Report;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Stack;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code landfall operate} and a sentence: what it means is shown as typed instructions before it is planned. */
@Command(
        name = WordsCommand.NAME,
        description = "Do what a sentence says: \"words\" may be left out, what is open is asked.",
        footer = {
            "",
            "What it was taken to mean is shown as typed instructions before the plan. See docs/operate.md.",
            "",
            "Examples:",
            "  landfall operate \"scale web in shop to 5 and give it 512Mi\"",
            "  landfall operate words \"restart web and worker\" -n shop --dry-run",
            "  landfall operate \"scale web\" --answer replicas=5 --yes"
        })
final class WordsCommand extends ChangeCommand {
    static final String NAME = "words";

    @Mixin
    ChangeOptions.Asking asking;

    @Mixin
    AnswerOptions answering;

    @Parameters(
            index = "0..*",
            arity = "1..*",
            paramLabel = "WORDS",
            description = "What shall be done, as one sentence; quoted, so that your shell leaves it alone.")
    List<String> words = List.of();

    WordsCommand(Door door) {
        super(door);
    }

    @Override
    Report run(Workplace workplace, ChangeFlow flow) {
        Guide guide = answering.guide(door().terminal());
        PlainWords plain = workplace.words(global.namespace());
        String sentence = sentence();
        while (true) {
            switch (plain.read(sentence, guide.answers())) {
                case Meant.Understood(TypedRequest request) -> {
                    guide.requireNoNeedlessAnswer();
                    flow.understood(request);
                    var wanted = workplace.requests().of(request.instructions(), asking.manner());
                    return flow.from(workplace.engine().plan(wanted), asking);
                }
                case Meant.Asked asked -> {
                    Optional<Report> open = guide.ask(asked.questions());
                    if (open.isPresent()) return open.get();
                }
            }
        }
    }

    /** A word that the shell kept together with its spaces is one value: {@code GREETING='hello world'}. */
    private String sentence() {
        if (words.size() == 1) return words.getFirst();
        return words.stream()
                .map(word -> word.matches(".*\\s.*") && !word.contains("\"") ? quoted(word) : word)
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        int equals = word.indexOf('=');
        boolean isAssignment = equals > 0 && word.substring(0, equals).matches("\\S+");
        return isAssignment
                ? word.substring(0, equals + 1) + "\"" + word.substring(equals + 1) + "\""
                : "\"" + word + "\"";
    }

    /** Lets a sentence follow {@code operate} at once: where no sub-command does, this is the one. */
    static final class Unnamed implements IParameterPreprocessor {
        @Override
        public boolean preprocess(Stack<String> args, CommandSpec operate, ArgSpec none, Map<String, Object> info) {
            CommandSpec words = operate.subcommands().get(NAME).getCommandSpec();
            firstWord(args, words)
                    .filter(word -> !operate.subcommands().containsKey(word))
                    .filter(word -> isSentence(word, operate))
                    .ifPresent(_ -> args.push(NAME));
            return false;
        }

        /** The first word that is neither an option nor the value of one. The first of all is the last of the stack. */
        private static Optional<String> firstWord(Stack<String> args, CommandSpec words) {
            for (int i = args.size() - 1; i >= 0; i--) {
                String word = args.get(i);
                if (!word.startsWith("-") || word.contains(" ")) return Optional.of(word);
                OptionSpec option = words.findOption(word);
                if (option != null && option.arity().max() > 0) i--;
            }
            return Optional.empty();
        }

        /** A slip of the pen in a sub-command's name is none: picocli then says which one is near. */
        private static boolean isSentence(String word, CommandSpec operate) {
            if (word.isBlank() || word.matches(".*\\s.*") || PlainWords.mayBeginWith(word)) return true;
            return operate.subcommands().keySet().stream().noneMatch(name -> PlainWords.isNear(word, name));
        }
    }
}
