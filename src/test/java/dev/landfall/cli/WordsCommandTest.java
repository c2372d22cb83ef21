package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.operate.Action;
import dev.landfall.operate.Assignment;
import dev.landfall.operate.TypedInstruction;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How sentences and sub-commands stand side by side, and that what is shown back is a command line. */
class WordsCommandTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");

    private final CommandTree tree = new CommandTree();

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "landfall operate \"scale web to 5\" | words",
                "landfall operate -n shop --reason \"too slow\" \"scale web to 5\" --yes | words",
                "landfall operate please scale web to 5 | words",
                "landfall operate words \"scale web to 5\" | words",
                "landfall operate make web faster | words",
                "landfall operate fly | words",
                "landfall operate scale deployment/web --replicas 3 | scale",
                "landfall operate delete deployment/web | delete"
            })
    void aSentenceBeginsWhereNoSubCommandDoes(String line, String command) {
        assertThat(tree.parsed(line).getCommandName()).isEqualTo(command);
    }

    @Test
    void aSlipInASubCommandIsNoSentence() {
        Program.Ended ended = Program.in(home).run("operate", "scal", "deployment/web", "--replicas", "3");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("'scal'").contains("did you mean scale");
    }

    @Test
    void aSentenceWithoutQuotesWhoseFirstWordIsASubCommandIsToldToTakeQuotes() {
        Program.Ended ended = Program.in(home).run("operate", "scale", "web", "to", "5");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("--replicas").contains("a sentence goes into quotes");
    }

    static Stream<Action> everyAction() {
        List<Assignment> values = List.of(Assignment.parse("A=it's 1"), Assignment.parse("B-"));
        List<Assignment> labels = List.of(Assignment.parse("tier=front"), Assignment.parse("old-"));
        return Stream.of(
                new Action.Scale(0),
                new Action.SetImage(List.of(Assignment.parse("web=registry.example.com/web:1.4"))),
                new Action.SetEnvironment("web", values),
                new Action.SetResources(
                        "web", List.of(Assignment.parse("cpu=1")), List.of(Assignment.parse("memory-"))),
                new Action.SetFields(
                        List.of(Assignment.parse("spec.template.spec.containers[name=web].tty=yes")), true),
                new Action.Label(labels),
                new Action.Annotate(labels),
                new Action.Restart(),
                new Action.RolloutUndo(),
                new Action.Pause(),
                new Action.Resume(),
                new Action.Autoscale(2, 5, 70),
                new Action.Delete());
    }

    @ParameterizedTest
    @MethodSource("everyAction")
    void whatIsShownBackIsACommandLine(Action action) {
        String command = new TypedInstruction(action, List.of(WEB)).command();

        assertThat(tree.parsed(command.replace("'\\''", "`")).getCommandName()).isEqualTo(action.verb());
    }

    @Test
    void everyKindOfActionIsShownBack() {
        assertThat(everyAction().map(Object::getClass)).hasSameSizeAs(Action.class.getPermittedSubclasses());
    }
}
