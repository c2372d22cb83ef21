package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/** Every command says what it is for, shows how it is used, and explains each of its words. */
class HelpTest {
    private static final String EXAMPLE = "  landfall ";

    private final CommandTree tree = new CommandTree();

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> everyCommandIsExplained() {
        return tree.all()
                .map(command -> DynamicTest.dynamicTest(name(command), () -> {
                    assertThat(command.getCommandSpec().usageMessage().description())
                            .allMatch(line -> !line.isBlank())
                            .hasSize(1);
                    assertThat(unexplained(command)).isEmpty();
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyCommandHasExamplesThatAreItsOwnAndParse() {
        return tree.all()
                .map(command -> DynamicTest.dynamicTest(name(command), () -> {
                    List<String> examples = examples(command);
                    assertThat(examples).isNotEmpty();
                    for (String example : examples) {
                        String parsed = name(tree.parsed(example.strip()));
                        boolean isGroup = !command.getSubcommands().isEmpty();
                        if (!isGroup) assertThat(parsed).as(example).isEqualTo(name(command));
                    }
                }));
    }

    /** Since one command alone is made where it is named, under the name that is looked for. */
    @Test
    void everyCommandIsFoundByItsOwnName() {
        tree.root()
                .getSubcommands()
                .forEach((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
    }

    @TestFactory
    Stream<DynamicTest> noExampleIsBrokenIntoTwoLines() {
        return tree.all()
                .map(command -> DynamicTest.dynamicTest(
                        name(command),
                        () -> assertThat(command.getUsageMessage().lines())
                                .containsAll(examples(command))
                                .contains("What the exit status says: landfall help exit-codes")));
    }

    @Test
    void aGroupListsItsCommandsWithOneLineEach() {
        List<String> help = help("help", "operate").lines().toList();

        CommandLine operate = tree.root().getSubcommands().get("operate");
        assertThat(operate.getSubcommands()).hasSizeGreaterThan(13);
        operate.getSubcommands()
                .forEach((name, command) -> assertThat(help)
                        .anyMatch(line -> line.matches("  " + name + " +.+")
                                && line.endsWith(
                                        command.getCommandSpec().usageMessage().description()[0])));
    }

    @Test
    void bothWaysToAskAreAnsweredAlike() {
        assertThat(help("help", "operate", "set"))
                .startsWith("Usage: landfall operate set ")
                .isEqualTo(help("operate", "set", "-h"));
    }

    @Test
    void onWhatIsNoCommandThereIsNone() {
        Program.Ended ended = Program.in(home).run("help", "operate", "fly");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("there is no help on fly");
    }

    private String help(String... words) {
        Program.Ended ended = Program.in(home).run(words);
        assertThat(ended.status()).isZero();
        assertThat(ended.err()).isEmpty();
        return ended.out();
    }

    private static List<String> unexplained(CommandLine command) {
        return command.getCommandSpec().args().stream()
                .filter(argument -> Arrays.stream(argument.description()).allMatch(String::isBlank))
                .map(ArgSpec::paramLabel)
                .toList();
    }

    private static List<String> examples(CommandLine command) {
        return Arrays.stream(command.getCommandSpec().usageMessage().footer())
                .dropWhile(line -> !line.equals("Examples:"))
                .filter(line -> line.stripLeading().startsWith(EXAMPLE.strip() + " ") && line.startsWith("  "))
                .toList();
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }
}
