package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.Program;
import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.Outcome;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.change.Verdict;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Fault;
import dev.landfall.report.LandedReports;
import dev.landfall.report.Report;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

/** What the forms of {@code -o} show. */
class AnswerTest {
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final Reason WHY = Reason.lasting("so-it-is", "so it is", "do that");

    @TempDir
    Path home;

    @BeforeEach
    void nothingAnswersAsTheCluster() throws Exception {
        Files.writeString(home.resolve("kubeconfig"), """
                apiVersion: v1
                kind: Config
                current-context: here
                contexts: [{name: here, context: {cluster: none, user: me}}]
                clusters: [{name: none, cluster: {server: "http://127.0.0.1:9"}}]
                users: [{name: me, user: {}}]
                """);
    }

    @Test
    void theWayBackStandsApartFromWhatWouldMendIt() {
        String id = change().id();

        assertThat(LandedReports.goingOn(new Outcome.Failed(WHY, List.of()), change())
                        .remedy())
                .isEqualTo("do that; landfall revert " + id + " takes the change back");
        assertThat(LandedReports.goingOn(new Outcome.TimedOut(WHY, List.of()), change())
                        .remedy())
                .isEqualTo("do that: landfall track " + id);
    }

    @Test
    void theTableOfAReportHasARowForEachPlace() {
        Report report = Report.about(change(), ExitStatus.NOT_WELL, "Degraded", WHY)
                .with(
                        new Verdict(List.of(
                                new Outcome.Degraded(WHY, List.of()),
                                new Outcome.InProgress(Reason.passing("going", "still going", "")))),
                        List.of());

        assertThat(report.table().toString()).isEqualTo("""
                PLACE                                            OUTCOME     COMMIT                                    REASON
                branch main of https://git.example.org/shop.git  Degraded    cccccccccccccccccccccccccccccccccccccccc  so it is (do that)
                the cluster                                      InProgress  -                                         still going
                """);
    }

    @Test
    void whereItCameToNoPlaceTheTableSaysWhy() {
        Report report = Report.without(ExitStatus.NOT_LANDED, "Refused", WHY);

        assertThat(report.table().toString()).isEqualTo("""
                PLACE  OUTCOME  COMMIT  REASON
                -      Refused  -       so it is (do that)
                """);
    }

    @Test
    void everyReportHasEveryForm() {
        List<Report> reports = List.of(
                Report.without(ExitStatus.NOT_LANDED, "NeedsInput", WHY),
                Report.of(new Fault(ExitStatus.RIGHTS, WHY)),
                Report.about(change().plan(), ExitStatus.DONE, "Planned", WHY),
                Report.about(change(), ExitStatus.DONE, "InProgress", WHY));
        for (Report report : reports) {
            for (GlobalOptions.Format format : GlobalOptions.Format.values()) {
                RecordedTerminal terminal = new RecordedTerminal();
                Answer.of(report).show(format, terminal.terminal());
                assertThat(terminal.out() + terminal.err())
                        .as(report.outcome() + " as " + format)
                        .contains("so it is");
            }
        }
    }

    @Test
    void anErrorIsNoTable() {
        Program.Ended ended = run("trace", "deployment/web", "-o", "table");

        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("ERROR: ");
    }

    @Test
    void wrongWordsAreAnErrorInThisFormToo() {
        Program.Ended ended = run("trace", "-o", "table");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).startsWith("ERROR: ").contains("KIND/NAME");
    }

    @Test
    void withoutChangesTheTableHasItsHeadings() {
        assertThat(run("changes").out()).isEqualTo("no changes yet\n");
        assertThat(run("changes", "-o", "table").out()).isEqualTo("CHANGE  AGE  PHASE  OWNER  OBJECT  WHAT\n");
    }

    @Test
    void everyFindingOfCheckStandsBesideItsRemedy() {
        Program.Ended text = run("check");
        Program.Ended table = run("check", "-o", "table");

        assertThat(table.status()).isEqualTo(4).isEqualTo(text.status());
        assertThat(text.out().lines())
                .anyMatch(line -> line.startsWith("✗ cluster: "))
                .anyMatch(line -> line.startsWith("    → "));
        assertThat(table.out().lines()).hasSize(3);
        assertThat(table.out().lines().toList().getFirst()).matches("CHECK +RESULT +FOUND +REMEDY");
        assertThat(table.out().lines().toList().get(1)).matches("configuration +ok +no file, only defaults");
        assertThat(table.out().lines().toList().getLast()).matches("cluster +[a-z-]+ +.*127\\.0\\.0\\.1:9.*");
    }

    @Test
    void withoutAKubeconfigCheckStillSaysWhatIsWell() throws Exception {
        Files.delete(home.resolve("kubeconfig"));

        Program.Ended ended = run("check");

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("✔ configuration: "),
                        line -> assertThat(line).startsWith("✗ cluster: "),
                        line -> assertThat(line).startsWith("    → pass --kubeconfig FILE"));
    }

    @Test
    void configurationIsATableOfItsKeys() {
        List<String> lines = run("config", "view", "--show-origin", "-o", "table")
                .out()
                .lines()
                .toList();

        assertThat(lines.getFirst()).matches("KEY +VALUE +ORIGIN");
        assertThat(lines).anyMatch(line -> line.matches("gitops\\.provider +auto +default"));
    }

    @Test
    void whatHasNoRowsIsText() {
        assertThat(run("version", "-o", "table").out()).isEqualTo(run("version").out());
    }

    private Program.Ended run(String... words) {
        return Program.in(home).run(words);
    }

    private static Change change() {
        ChangeRequest request = new ChangeRequest(
                List.of(new DesiredChange.SetField(
                        WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(3))),
                "scale to 3",
                new Manner("", false, new Destination.Unsaid()));
        PlanPart git = new PlanPart.InGit(
                "https://git.example.org/shop.git",
                "main",
                PlanPart.Way.PUSH,
                "a".repeat(40),
                List.of(new OwnerShare("flux", WEB, "uid", WEB, "apps", List.of(WEB), List.of(), List.of(), List.of())),
                List.of(),
                "",
                List.of(),
                List.of(),
                List.of());
        PlanPart direct = new PlanPart.Direct(List.of(new PlanPart.DirectWrite(WEB, "uid")), List.of(), "", List.of());
        ChangePlan plan =
                new ChangePlan("01ARZ3NDEKTSV4RRFFQ69G5FAV", request, List.of(git, direct), "d".repeat(64), List.of());
        return new Change(
                "01ARZ3NDEKTSV4RRFFQ69G5FAW",
                plan,
                Instant.EPOCH,
                List.of(
                        new Change.Arrival.Committed("c".repeat(40), Optional.of("a".repeat(40)), Optional.empty()),
                        new Change.Arrival.Written()),
                "");
    }
}
