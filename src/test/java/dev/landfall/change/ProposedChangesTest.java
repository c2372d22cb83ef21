package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.MANIFEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the plan to an open pull request, and who asks for the same again. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposedChangesTest extends ChangesThroughReview {
    @Test
    void aPlanSaysThatItGoesThroughAPullRequest() {
        ChangePlan plan = here.plan(here.set("colour", "green"));

        assertThat(((PlanPart.InGit) plan.parts().getFirst()).way()).isEqualTo(PlanPart.Way.PULL_REQUEST);
    }

    @Test
    void mainStaysAsItIsAndTheProposalSaysEverything() {
        Change change = here.propose(here.set("colour", "green"));

        assertThat(world.fileOn("main")).isEqualTo(MANIFEST);
        ModelPull pull = world.pull();
        assertThat(pull.head()).startsWith("landfall/shop-settings-");
        assertThat(world.fileOn(pull.head())).isEqualTo(MANIFEST.replace("\"blue\"", "\"green\""));
        assertThat(pull.title()).isEqualTo("chore(shop/settings): set colour to green");
        assertThat(pull.body())
                .contains(
                        "`because`",
                        "| `apps/settings.yaml` | `ConfigMap shop/settings` | `data.colour` | `blue` | `green` |")
                .contains(
                        "status.inventory",
                        "Kustomization shop/shop",
                        "+  colour: \"green\"",
                        "landfall revert " + change.id())
                .endsWith("Change-Id: " + change.id() + "\nPlan-Digest: "
                        + change.plan().digest());
        assertThat(change.arrivals().getFirst())
                .isInstanceOfSatisfying(
                        Change.Arrival.Proposed.class,
                        proposed -> assertThat(proposed.pullRequest())
                                .contains(new PullRequestLink(1, world.host().root() + "/team/shop/pulls/1")));
        assertThat(here.stored(change)).isEqualTo(change);
    }

    @Test
    void theSameRequestAdoptsWhatIsOpen() {
        here.propose(here.set("colour", "green"));

        Change again = here.propose(here.set("colour", "green"));

        assertThat(world.model().pulls()).hasSize(1);
        assertThat(again.pullRequests()).extracting(PullRequestLink::number).containsExactly(1L);
        assertThat(here.heard.lines()).anyMatch(line -> line.contains("adopted pull request #1"));
        merge(MergeStyle.REBASE);
        assertThat(here.track(again)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void twoMachinesAtOnceOpenOnePullRequest() throws Exception {
        try (ProposingWorld.Machine there = world.machine("there");
                ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            ChangePlan ours = here.plan(here.set("colour", "green"));
            ChangePlan theirs = there.plan(there.set("colour", "green"));

            List<Future<Landed>> landed = both.invokeAll(List.of(() -> here.land(ours), () -> there.land(theirs)));

            for (Future<Landed> each : landed) assertThat(each.get()).isInstanceOf(Landed.Complete.class);
            assertThat(world.model().pulls()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void aChangeThatComesAgainLaterIsProposedAgain(MergeStyle style) {
        for (String colour : List.of("green", "blue", "green")) {
            Change change = here.propose(here.set("colour", colour));
            merge(style);
            assertThat(here.track(change)).as(colour).isInstanceOf(Outcome.Verified.class);
        }

        assertThat(world.model().pulls()).hasSize(3);
        assertThat(world.fileOn("main")).contains("\"green\"");
    }

    @Test
    void whatWasClosedIsDeclinedAndNotOpenedAgain() {
        Change change = here.propose(here.set("colour", "green"));
        world.pull().close("alice");

        assertThat(here.track(change))
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> assertThat(declined.reason().message()).contains("#1", "closed by alice"));
        assertThat(here.land(here.plan(here.set("colour", "green"))))
                .isInstanceOfSatisfying(Landed.Refused.class, refused -> {
                    assertThat(refused.reason().code()).isEqualTo("declined-before");
                    assertThat(refused.reason().message()).contains("closed by alice");
                });
        assertThat(world.model().pulls()).hasSize(1);

        here.propose(here.set("colour", "green", "alice wants it after all"));
        assertThat(world.model().pulls()).hasSize(2);
    }

    /** Its branch is there still, with a commit that the base does not contain. */
    @Test
    void whatIsDeclinedLaterIsNotTakenForWhatWasSquashedBefore() {
        for (String colour : List.of("green", "blue")) {
            Change change = here.propose(here.set("colour", colour));
            merge(MergeStyle.SQUASH);
            assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
        }
        Change again = here.propose(here.set("colour", "green"));
        world.pull().close("alice");

        assertThat(here.track(again))
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> assertThat(declined.reason().message()).contains("#3", "closed by alice"));
    }

    @Test
    void whatIsReopenedGoesOn() {
        Change change = here.propose(here.set("colour", "green"));
        world.pull().close("alice");
        here.track(change);
        world.pull().reopen();

        merge(MergeStyle.MERGE);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void whereMainTakesNoPushTheSameChangeIsProposed() {
        world.protectMain();
        try (ProposingWorld.Machine pushing =
                world.machine("pushing", "delivery: push, ".replace(", ", "\n    ") + world.proposing(""))) {
            Change change = pushing.propose(pushing.set("colour", "green"));

            assertThat(pushing.heard.lines()).anyMatch(line -> line.contains("protected branch main"));
            assertThat(world.pull().isOpen()).isTrue();
            PlanPart.InGit planned = (PlanPart.InGit) change.plan().parts().getFirst();
            assertThat(planned.way()).isEqualTo(PlanPart.Way.PUSH);
            assertThat(Change.wayOf(planned, Optional.of(change.arrivals().getFirst())))
                    .isEqualTo(PlanPart.Way.PULL_REQUEST);
            merge(MergeStyle.SQUASH);
            assertThat(pushing.track(change)).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void withoutACredentialForTheHostTheBranchIsPushedAndAPersonGoesOn() {
        world.protectMain();
        try (ProposingWorld.Machine pushing = world.machine("pushing", "delivery: push")) {
            Change change = pushing.propose(pushing.set("colour", "green"));

            String branch = ((Change.Arrival.Proposed) change.arrivals().getFirst()).branch();
            assertThat(world.fileOn(branch)).contains("\"green\"");
            assertThat(pushing.heard.lines()).anyMatch(line -> line.contains(branch) && line.contains("open it"));
            assertThat(pushing.track(change, Duration.ZERO)).isInstanceOf(Outcome.AwaitingMerge.class);

            world.model().open(branch, "main", "By hand", "", false);
            merge(MergeStyle.SQUASH);
            assertThat(pushing.track(change)).isInstanceOf(Outcome.Verified.class);
        }
    }
}
