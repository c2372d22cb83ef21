package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.change.Question;
import dev.landfall.change.Question.Form;
import dev.landfall.change.RequestException;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How questions are answered: by a person, by flags, by a file, by what is suggested, or not at all. */
class GuideTest {
    private static final Question KIND = new Question(
            "kind", "which kind?", new Form.Choice(List.of("deployment", "statefulset")), Optional.of("deployment"));
    private static final Question REPLICAS =
            new Question("replicas", "how many?", new Form.Count(0, 10), Optional.empty());
    private static final Question SURE = new Question("sure", "sure?", new Form.YesOrNo(), Optional.empty());
    private static final Question IMAGE =
            new Question("image", "which image?", new Form.Words("web:1.4"), Optional.empty());

    private final ByteArrayOutputStream told = new ByteArrayOutputStream();

    @TempDir
    Path folder;

    private Guide at(String typed) {
        return guide(Optional.of(typed), List.of(), null, false);
    }

    private Guide without(List<String> flags, Path file) {
        return guide(Optional.empty(), flags, file, false);
    }

    private Guide guide(Optional<String> typed, List<String> flags, Path file, boolean defaults) {
        Terminal terminal = new Terminal(
                Terminal.Output.plain(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8)),
                Terminal.Output.plain(new PrintStream(told, true, StandardCharsets.UTF_8)),
                new BufferedReader(new StringReader(typed.orElse(""))),
                typed.isPresent(),
                false,
                false);
        return new Guide(terminal, GivenAnswers.of(flags, file), defaults);
    }

    private String told() {
        return told.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aPersonIsAskedOneQuestionAfterTheOther() {
        Guide guide = at("2\n5\ny\nweb:1.5\n");

        assertThat(guide.ask(List.of(KIND, REPLICAS, SURE, IMAGE))).isEmpty();

        assertThat(guide.answers())
                .isEqualTo(Map.of("kind", "statefulset", "replicas", "5", "sure", "yes", "image", "web:1.5"));
        assertThat(told()).isEqualTo("""
                ? which kind?
                    1) deployment
                    2) statefulset
                  number or name [deployment]: ? how many?
                  number: ? sure?
                  yes or no: ? which image?
                  such as web:1.4:\s""");
    }

    @Test
    void anEmptyLineTakesTheSuggestionWhereThereIsOne() {
        Guide guide = at("\n\n3\n");

        assertThat(guide.ask(List.of(KIND, REPLICAS))).isEmpty();

        assertThat(guide.answers()).isEqualTo(Map.of("kind", "deployment", "replicas", "3"));
        assertThat(told()).contains("✗ there is no suggestion to take");
    }

    @Test
    void whatIsNoAnswerIsAskedAgainWithTheReasonButNotForEver() {
        Guide guide = at("lots\n11\n4\n");
        assertThat(guide.ask(List.of(REPLICAS))).isEmpty();
        assertThat(told())
                .contains("✗ \"lots\" is not a whole number from 0 to 10")
                .contains("✗ \"11\" is not");

        Report report = at("a\nb\nc\n5\n").ask(List.of(REPLICAS)).orElseThrow();
        assertThat(report.outcome()).isEqualTo("NeedsInput");
        assertThat(report.questions()).containsExactly(REPLICAS);
    }

    @Test
    void theEndOfTheInputLeavesTheRestOpen() {
        Report report = at("1\n").ask(List.of(KIND, REPLICAS, SURE)).orElseThrow();

        assertThat(report.status()).isEqualTo(ExitStatus.NOT_LANDED);
        assertThat(report.questions()).containsExactly(REPLICAS, SURE);
    }

    @Test
    void withoutATerminalNothingIsAskedAndEveryAnswerIsShown() {
        Report report = without(List.of(), null)
                .ask(List.of(KIND, REPLICAS, SURE, IMAGE))
                .orElseThrow();

        assertThat(told()).isEmpty();
        assertThat(report.reason().code()).isEqualTo("questions-open");
        assertThat(report.text().plain())
                .startsWith("NEEDS INPUT: 4 questions are open, the first: which kind?\n")
                .contains("--answer kind=deployment or --answer kind=statefulset (suggested: deployment)")
                .contains("--answer replicas=3")
                .contains("--answer sure=yes or --answer sure=no")
                .contains("--answer image=web:1.4");
        PublishedSchema.CHANGE_REPORT.holdsFor(report.document());
        assertThat(report.document().at("/questions/0/options/1").asString()).isEqualTo("statefulset");
        assertThat(report.document().at("/questions/1").has("suggested")).isFalse();
    }

    @Test
    void flagsAndAFileAnswerWithoutATerminal() throws IOException {
        Path file =
                Files.writeString(folder.resolve("answers.yaml"), "# for the sale\nreplicas: 5\nkind: statefulset\n");
        Guide guide = without(List.of("kind=deployment"), file);

        assertThat(guide.ask(List.of(KIND, REPLICAS))).isEmpty();

        assertThat(guide.answers()).isEqualTo(Map.of("kind", "deployment", "replicas", "5"));
        guide.requireNoNeedlessAnswer();
    }

    @Test
    void jsonIsAsGood() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.json"), "{\"replicas\": 5, \"sure\": \"yes\"}");
        Guide guide = without(List.of(), file);

        assertThat(guide.ask(List.of(REPLICAS, SURE))).isEmpty();
        assertThat(guide.answers()).isEqualTo(Map.of("replicas", "5", "sure", "yes"));
    }

    @Test
    void whatIsSuggestedIsTakenWhereThatIsWanted() {
        Guide guide = guide(Optional.empty(), List.of(), null, true);

        assertThat(guide.ask(List.of(KIND))).isEmpty();
        assertThat(guide.answers()).isEqualTo(Map.of("kind", "deployment"));
        assertThat(guide.ask(List.of(REPLICAS)).orElseThrow().questions()).containsExactly(REPLICAS);
    }

    @Test
    void aGivenAnswerOfAWrongFormIsNamedWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.yaml"), "kind: deployment\nreplicas: lots\n");

        assertThatThrownBy(() -> without(List.of(), file).ask(List.of(REPLICAS)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("answers.yaml:2: replicas: \"lots\" is not a whole number from 0 to 10")
                .hasMessageContaining("how many?");
        assertThatThrownBy(() -> without(List.of("kind=job"), null).ask(List.of(KIND)))
                .hasMessageContaining("--answer kind: kind: \"job\" is not one of deployment, statefulset");
    }

    @Test
    void anAnswerToNoQuestionIsNamedWithItsPlace() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.yaml"), "kind: deployment\n\nreplica: 5\n");
        Guide guide = without(List.of("imgae=x"), file);
        assertThat(guide.ask(List.of(KIND))).isEmpty();

        assertThatThrownBy(guide::requireNoNeedlessAnswer)
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("--answer imgae: no question had the key imgae")
                .hasMessageContaining("answers.yaml:3: no question had the key replica");
        assertThat(guide.ask(List.of(REPLICAS)).orElseThrow().warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.message()).contains("replica"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kind: deployment\\nkind: job | answers.yaml:2: kind is answered already at ",
                "kind: [deployment] | answers.yaml:1 has no single value for kind",
                "kind: {a: b} | answers.yaml:1 has no single value for kind",
                "kind: | answers.yaml:1 has no single value for kind",
                "- kind | answers.yaml:1 is no mapping",
                "just words | answers.yaml:1 is no mapping",
                "a: b\\nkind: 'x | answers.yaml:2",
                "[a]: b | Non scalar key"
            })
    void aFileThatIsNoneIsNamedWithTheLine(String content, String message) throws IOException {
        Path file = Files.writeString(folder.resolve("answers.yaml"), content.replace("\\n", "\n"));

        assertThatThrownBy(() -> without(List.of(), file))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining(message);
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> without(List.of(), folder.resolve("gone.yaml")))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("gone.yaml cannot be read: there is no such file");
    }

    @Test
    void anEmptyFileAnswersNothing() throws IOException {
        Path file = Files.writeString(folder.resolve("answers.yaml"), "# nothing yet\n");

        assertThat(without(List.of(), file).ask(List.of(KIND))).isPresent();
    }

    @Test
    void aFlagMustHaveAKeyAndBeGivenOnce() {
        assertThatThrownBy(() -> without(List.of("deployment"), null)).hasMessageContaining("is not KEY=VALUE");
        assertThatThrownBy(() -> without(List.of("=x"), null)).hasMessageContaining("is not KEY=VALUE");
        assertThatThrownBy(() -> without(List.of("kind=a", "kind=b"), null))
                .hasMessageContaining("--answer kind is given twice");
    }

    @Test
    void textOfTheClusterCannotSteerTheTerminal() {
        Question hostile = new Question(
                "kind",
                "which\u001b[2J\nof these\u202e?",
                new Form.Choice(List.of("a\u0007b\nc", "d")),
                Optional.of("a\u0007b\nc"));
        Guide guide = at("1\n");

        assertThat(guide.ask(List.of(hostile))).isEmpty();

        assertThat(told()).isEqualTo("""
                ? which of these??
                    1) a?b c
                    2) d
                  number or name [a?b c]:\s""");
        assertThat(without(List.of(), null)
                        .ask(List.of(hostile))
                        .orElseThrow()
                        .text()
                        .plain())
                .doesNotContain("\u001b", "\u0007", "\u202e");
    }
}
