package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelRepository.ModelMerge;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that end while a change is proposed or followed: the next one goes on, and nothing is there twice. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposalCrashTest extends ChangesThroughReview {
    @Test
    void aProcessThatEndedBetweenBranchAndPullRequestIsTakenUp() {
        ChangePlan plan = here.plan(here.set("colour", "green"));
        // standing (3 requests) and the search (1) are answered; the opening and the search after it are not.
        failAfter(4, 6);
        assertThatThrownBy(() -> here.land(plan)).isInstanceOf(GitHostException.class);
        assertThat(world.model().pulls()).isEmpty();

        try (ProposingWorld.Machine next = here.restarted()) {
            Landed.Complete landed = (Landed.Complete) next.land(next.engine.storedPlan(plan.id()));
            assertThat(landed.change().pullRequests()).hasSize(1);
            assertThat(world.model().pulls()).hasSize(1);
            assertThat(branches()).isEqualTo(2);
            assertThat(commitsOnTheBranch()).isEqualTo(1);
        }
    }

    private long branches() {
        return world.sandbox()
                .git()
                .git(REPOSITORY, "for-each-ref", "--format=%(refname)")
                .lines()
                .count();
    }

    private long commitsOnTheBranch() {
        return world.sandbox()
                .git()
                .git(REPOSITORY, "rev-list", "main.." + world.pull().head())
                .lines()
                .count();
    }

    @Test
    void anAnswerThatGotLostLeavesOnePullRequest() {
        ChangePlan plan = here.plan(here.set("colour", "green"));
        for (int i = 0; i < 4; i++) world.host().order(new Fault.Passes());
        world.host().order(new Fault.HalfAnswer());

        Change change = ((Landed.Complete) here.land(plan)).change();

        assertThat(world.model().pulls()).hasSize(1);
        assertThat(change.pullRequests()).extracting(PullRequestLink::number).containsExactly(1L);
    }

    /** Before and after each write: begun, committed, proposed while it is proposed; merged, ended while it is tracked. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void whereverTheProcessIsKilledTheNextOneGoesOnWithOneOfEach(int point) {
        Mortality mortality = Mortality.at(point);
        try (ProposingWorld.Machine first =
                world.machine("dying", world.proposing(""), journal -> new DyingJournal(journal, mortality))) {
            ChangePlan plan = first.plan(first.set("colour", "green"));
            assertThatThrownBy(() -> landMergeAndTrack(first, plan)).isInstanceOf(Mortality.Killed.class);

            try (ProposingWorld.Machine next = first.restarted()) {
                landMergeAndTrack(next, next.engine.storedPlan(plan.id()));
            }
        }
        assertThat(mortality.isDead()).isTrue();
        assertThat(world.model().pulls()).hasSize(1);
        assertThat(branches()).isEqualTo(2);
        assertThat(world.sandbox().git().git(REPOSITORY, "rev-list", "main").lines())
                .hasSize(2);
        assertThat(world.pull().comments()).hasSize(1);
    }

    private void landMergeAndTrack(ProposingWorld.Machine machine, ChangePlan plan) {
        Change change = ((Landed.Complete) machine.land(plan)).change();
        if (world.pull().isOpen()) merge(MergeStyle.SQUASH);
        assertThat(machine.track(change)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void aBranchThatAnEarlierChangeHasLeftBehindIsNotTakenForThisOne() {
        world.protectMain();
        for (String colour : new String[] {"green", "blue"}) {
            try (ProposingWorld.Machine pushing = world.machine("pushing", "delivery: push")) {
                Change change = pushing.propose(pushing.set("colour", colour));
                mergeByHand(change);
                assertThat(pushing.track(change)).isInstanceOf(Outcome.Verified.class);
            }
        }
        try (ProposingWorld.Machine dying =
                world.machine("pushing", "delivery: push", journal -> new DyingJournal(journal, Mortality.at(2)))) {
            ChangePlan plan = dying.plan(dying.set("colour", "green"));
            assertThatThrownBy(() -> dying.land(plan)).isInstanceOf(Mortality.Killed.class);

            try (ProposingWorld.Machine next = dying.restarted()) {
                Change change = ((Landed.Complete) next.land(next.engine.storedPlan(plan.id()))).change();
                mergeByHand(change);
                assertThat(next.track(change)).isInstanceOf(Outcome.Verified.class);
            }
        }
        assertThat(world.fileOn("main")).contains("\"green\"");
    }

    private void mergeByHand(Change change) {
        String branch = ((Change.Arrival.Proposed) change.arrivals().getFirst()).branch();
        world.model().open(branch, "main", "By hand", "", false);
        assertThat(world.model().merge(world.pull(), MergeStyle.MERGE, Optional.empty(), "alice"))
                .isEqualTo(ModelMerge.MERGED);
    }

    @Test
    void aPlanThatWasLandedTwiceIsOneChange() {
        ChangePlan plan = here.plan(here.set("colour", "green"));
        Change first = ((Landed.Complete) here.land(plan)).change();

        Change second = ((Landed.Complete) here.land(plan)).change();

        assertThat(second).isEqualTo(first);
        assertThat(world.model().pulls()).hasSize(1);
        assertThat(commitsOnTheBranch()).isEqualTo(1);
    }
}
