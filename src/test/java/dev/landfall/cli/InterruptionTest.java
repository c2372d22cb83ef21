package dev.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.change.Change;
import dev.landfall.change.ChangePlan;
import dev.landfall.change.ChangeRequest;
import dev.landfall.change.Destination;
import dev.landfall.change.Manner;
import dev.landfall.change.OwnerShare;
import dev.landfall.change.PlanPart;
import dev.landfall.change.PullRequestLink;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.report.ExitStatus;
import dev.landfall.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

/** Ctrl-C at each phase: whether anything was pushed, and the command to go on with. */
class InterruptionTest {
    private static final String PLAN = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
    private static final String CHANGE = "01ARZ3NDEKTSV4RRFFQ69G5FAW";
    private static final ObjectRef WEB = new ObjectRef("apps", "v1", "Deployment", "shop", "web");
    private static final ChangePlan PLANNED = new ChangePlan(
            PLAN,
            new ChangeRequest(
                    List.of(new DesiredChange.SetField(
                            WEB, FieldPath.parse("spec.replicas"), JsonNodeFactory.instance.numberNode(3))),
                    "scale to 3",
                    new Manner("", false, new Destination.Unsaid())),
            List.of(new PlanPart.InGit(
                    "https://git.example.org/shop.git",
                    "main",
                    PlanPart.Way.PUSH,
                    "a".repeat(40),
                    List.of(new OwnerShare(
                            "flux", WEB, "uid", WEB, "apps", List.of(WEB), List.of(), List.of(), List.of())),
                    List.of(),
                    "",
                    List.of(),
                    List.of(),
                    List.of())),
            "d".repeat(64),
            List.of());

    private final Situation situation = new Situation();

    @Test
    void whilePlanning() throws InterruptedException {
        says("nothing was changed", "run it again");
    }

    @Test
    void whileAskingOrBeforeThePush() throws InterruptedException {
        situation.planned(PLANNED);
        says("before the push", "landfall apply " + PLAN);
    }

    @Test
    void whileThePushIsUnderWay() throws InterruptedException {
        situation.planned(PLANNED);
        situation.landingBegins();
        says("not known", "landfall apply " + PLAN + " --digest " + "d".repeat(64));
    }

    @Test
    void afterAPushThatWasRefused() throws InterruptedException {
        situation.planned(PLANNED);
        situation.landingBegins();
        situation.landingEnds();
        says("before the push", "landfall apply " + PLAN);
    }

    @Test
    void whileWatching() throws InterruptedException {
        situation.planned(PLANNED);
        situation.landed(new Change(
                CHANGE,
                PLANNED,
                Instant.EPOCH,
                List.of(new Change.Arrival.Committed("c".repeat(40), Optional.of("a".repeat(40)), Optional.empty())),
                ""));
        says("after the push", "landfall track " + CHANGE);
    }

    @Test
    void whileOthersAreToMerge() throws InterruptedException {
        situation.planned(PLANNED);
        PullRequestLink link = new PullRequestLink(12, "https://git.example.org/team/shop/pulls/12");
        situation.landed(new Change(
                CHANGE,
                PLANNED,
                Instant.EPOCH,
                List.of(new Change.Arrival.Proposed("landfall/web", "c".repeat(40), "a".repeat(40), Optional.of(link))),
                ""));
        says("waits to be merged", "landfall track " + CHANGE);
    }

    @Test
    void onlyOneTells() {
        assertThat(situation.isToldByMe()).isTrue();
        assertThat(situation.isToldByMe()).isFalse();
    }

    private void says(String message, String remedy) throws InterruptedException {
        Report report = Interruption.report(situation, 0);
        assertThat(report.status()).isEqualTo(ExitStatus.INTERRUPTED);
        assertThat(report.outcome()).isEqualTo("Interrupted");
        assertThat(report.reason().message()).contains(message);
        assertThat(report.reason().remedy()).contains(remedy);
        PublishedSchema.CHANGE_REPORT.holdsFor(report.document());
    }
}
