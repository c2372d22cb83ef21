package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.OwnerChange;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.PlanText;
import dev.landfall.report.Report;
import dev.landfall.report.StyledText;
import dev.landfall.report.StyledText.Style;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Colours are for a person at a terminal, and only Landfall brings them. */
class StyledTextTest {
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String YELLOW = "\u001b[33m";
    private static final String CYAN = "\u001b[36m";
    private static final String END = "\u001b[0m";
    private static final Reason WHY = Reason.lasting("so-it-is", "so it is", "do that");

    private final RecordedTerminal terminal = new RecordedTerminal();

    @Test
    void theOutcomeIsColouredAtATerminal() {
        Map.of(
                        "Verified",
                        GREEN,
                        "Degraded",
                        RED,
                        "Failed",
                        RED,
                        "Error",
                        RED,
                        "TimedOut",
                        YELLOW,
                        "NeedsInput",
                        YELLOW)
                .forEach((outcome, colour) -> {
                    StyledText text =
                            Report.without(ExitStatus.NOT_WELL, outcome, WHY).text();
                    assertThat(text.coloured()).startsWith(colour).endsWith(END + ": so it is\n  → do that\n");
                    assertThat(text.plain())
                            .endsWith(": so it is\n  → do that\n")
                            .doesNotContain("\u001b");
                });
    }

    @Test
    void elsewhereTheSameBytesComeWithoutColours() {
        PlanText.of(plan(DIFF)).plain().lines().forEach(line -> assertThat(line).doesNotContain("\u001b"));
        assertThat(PlanText.of(plan(DIFF)).coloured().replaceAll("\u001b\\[[0-9]+m", ""))
                .isEqualTo(PlanText.of(plan(DIFF)).plain());
    }

    private static final String DIFF = """
            diff --git a/web.yaml b/web.yaml
            --- a/web.yaml
            +++ b/web.yaml
            @@ -1,2 +1,2 @@
             kind: Deployment
            --- old
            +++ new
            diff --git a/other.yaml b/other.yaml
            --- a/other.yaml
            """;

    @Test
    void linesOfADifferenceAreColouredButNotItsHeader() {
        assertThat(PlanText.of(plan(DIFF)).coloured())
                .contains("  --- a/web.yaml\n  +++ b/web.yaml\n  @@ -1,2 +1,2 @@\n   kind: Deployment\n")
                .contains("  " + RED + "--- old" + END + "\n  " + GREEN + "+++ new" + END + "\n")
                .contains("  diff --git a/other.yaml b/other.yaml\n  --- a/other.yaml\n");
    }

    @Test
    void marksOfTheNarrationAreColoured() {
        Narrator narrator = new Narrator(terminal.terminal(true), () -> Duration.ZERO);
        narrator.begins("pushing");
        narrator.done("pushed");
        narrator.waiting("rollout");
        narrator.warning(Reason.lasting("so", "beware", ""));

        assertThat(terminal.err())
                .isEqualTo(CYAN + "►" + END + " pushing\n" + GREEN + "✔" + END + " pushed\n" + CYAN + "◎" + END
                        + " rollout\n" + YELLOW + "!" + END + " beware\n");
    }

    @Test
    void documentsAreNeverColoured() {
        Report report = Report.without(ExitStatus.NOT_WELL, "Failed", WHY);
        Answer.of(report).show(GlobalOptions.Format.json, terminal.terminal(true));
        Answer.of(report).show(GlobalOptions.Format.yaml, terminal.terminal(true));

        assertThat(terminal.out()).contains("so it is").doesNotContain("\u001b");
    }

    @Test
    void textOfOthersBringsNoColourOfItsOwn() {
        String hostile = "\u001b[31mred\u001b]0;title\u0007\u009b32mgreen\u001b";
        StyledText text = new StyledText()
                .append(hostile)
                .append("[35mviolet")
                .append(Style.GOOD, hostile)
                .append("[0m");

        String ours = text.coloured().replace(GREEN, "").replace(END, "");
        assertThat(ours + text.plain())
                .doesNotContain("\u001b", "\u009b", "\u0007")
                .contains("red", "violet", "green");
        assertThat(text.coloured()).containsOnlyOnce(GREEN).containsOnlyOnce(END);
    }

    @Test
    void aHostileDifferenceIsNoExceptionToThat() {
        String hostile = DIFF.replace("+++ new", "+\u001b[2J\u001b[8mhidden\u009b0m");
        String coloured = PlanText.of(plan(hostile)).coloured();

        assertThat(coloured.replaceAll("\u001b\\[(31|32|0)m", "")).doesNotContain("\u001b", "\u009b");
        assertThat(coloured).contains(GREEN + "+hidden?0m" + END);
    }

    @Test
    void whoWantsNoneGetsNone() {
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm"))).isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "")))
                .isTrue();
        assertThat(Terminal.wantsColours(Map.of("TERM", "xterm", "NO_COLOR", "0")))
                .isFalse();
        assertThat(Terminal.wantsColours(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void whatComesAlongIsSaidToComeThroughNobody() {
        assertThat(PlanText.of(throughOwners()).plain().lines().filter(line -> line.contains("through")))
                .containsExactly(
                        "  through     Application argocd/web, whose own spec decides it for Deployment staging/web",
                        "  through     ConfigMap shop/facts, read by Application argocd/web");
    }

    /** One of each part that an owner can have in a change. */
    static ChangePlan throughOwners() {
        ObjectRef owner = new ObjectRef("argoproj.io", "v1alpha1", "Application", "argocd", "web");
        ObjectRef other = new ObjectRef("apps", "v1", "Deployment", "staging", "web");
        ObjectRef read = new ObjectRef("", "v1", "ConfigMap", "shop", "facts");
        ChangePlan plain = plan("");
        return new ChangePlan(
                plain.id(),
                plain.request(),
                plain.parts(),
                List.of(
                        new OwnerChange(owner, "uid", plain.request().changes(), List.of(other)),
                        new OwnerChange(read, "", plain.request().changes(), List.of(owner)),
                        new OwnerChange(owner, "uid", List.of(), List.of(other)),
                        new OwnerChange(other, "", plain.request().changes(), List.of())),
                plain.digest(),
                List.of());
    }

    private static ChangePlan plan(String diff) {
        ObjectRef web = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
        return new ChangePlan(
                "01ARZ3NDEKTSV4RRFFQ69G5FAV",
                new ChangeRequest(
                        List.of(new DesiredChange.SetField(
                                web, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(3))),
                        "scale to 3",
                        new Manner("", false, new Destination.Unsaid())),
                List.of(new PlanPart.InGit(
                        "https://git.example.org/shop.git",
                        "main",
                        PlanPart.Way.PUSH,
                        "a".repeat(40),
                        List.of(new OwnerShare(
                                "flux", web, "uid", web, "apps", List.of(web), List.of(), List.of(), List.of())),
                        List.of(),
                        diff,
                        List.of(),
                        List.of(),
                        List.of())),
                "d".repeat(64),
                List.of());
    }
}
