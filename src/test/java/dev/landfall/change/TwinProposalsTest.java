package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.FILE;
import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository.ModelMerge;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Two machines propose the same at the same moment, and the host opens a pull request for each: one of them is kept. */
@Execution(ExecutionMode.CONCURRENT)
final class TwinProposalsTest extends ChangesThroughReview {
    private ProposingWorld.Machine there;

    @BeforeEach
    void openThere() {
        there = world.machine("there");
    }

    @AfterEach
    void closeThere() {
        there.close();
    }

    private ModelPull pull(int number) {
        return world.model().pull(number).orElseThrow();
    }

    private void merge(int number) {
        assertThat(world.model().merge(pull(number), MergeStyle.SQUASH, Optional.empty(), "alice"))
                .isEqualTo(ModelMerge.MERGED);
    }

    /** What there lands while the host opens what here has asked for. */
    private Change landThereMeanwhile(boolean numberFirst, Runnable afterwards, Runnable landHere) {
        ChangePlan theirs = there.plan(there.set("colour", "green"));
        AtomicReference<Landed> landed = new AtomicReference<>();
        world.model().beforeTheNextOneIsThere(numberFirst, () -> {
            landed.set(there.land(theirs));
            afterwards.run();
        });
        landHere.run();
        return ((Landed.Complete) landed.get()).change();
    }

    /** What became of the two. */
    private record Both(Change ours, Change theirs) {}

    /** Ours comes second, so that only we see both. */
    private Both oursIsSecond() {
        AtomicReference<Change> ours = new AtomicReference<>();
        Change theirs = landThereMeanwhile(false, () -> {}, () -> ours.set(here.propose(here.set("colour", "green"))));
        return new Both(ours.get(), theirs);
    }

    /** Ours has the lower number, and is there only once the others have looked. */
    private Both oursIsFirst() {
        AtomicReference<Change> ours = new AtomicReference<>();
        Change theirs = landThereMeanwhile(true, () -> {}, () -> ours.set(here.propose(here.set("colour", "green"))));
        return new Both(ours.get(), theirs);
    }

    private static Outcome assertFollows(ProposingWorld.Machine machine, Change change, long number) {
        Outcome outcome = machine.track(change);
        assertThat(machine.stored(change).pullRequests())
                .extracting(PullRequestLink::number)
                .containsExactly(number);
        return outcome;
    }

    @Test
    void whoeverSeesBothClosesTheLaterOneAndFollowsTheOther() {
        Both both = oursIsSecond();

        assertThat(pull(1).isOpen()).isTrue();
        assertThat(pull(2).isOpen()).isFalse();
        assertThat(pull(2).body()).startsWith("**Closed by Landfall:**").contains("/team/shop/pulls/1", "Change-Id: ");
        assertThat(both.ours().pullRequests())
                .extracting(PullRequestLink::number)
                .containsExactly(1L);
        assertThat(here.heard.lines()).anyMatch(line -> line.contains("adopted pull request #1"));
        merge(1);
        assertThat(assertFollows(here, both.ours(), 1)).isInstanceOf(Outcome.Verified.class);
        assertThat(assertFollows(there, both.theirs(), 1)).isInstanceOf(Outcome.Verified.class);
        assertThat(pull(1).comments())
                .extracting(ModelPull.ModelComment::body)
                .satisfiesExactlyInAnyOrder(
                        told -> assertThat(told).contains(both.ours().id()),
                        told -> assertThat(told).contains(both.theirs().id()));
        assertThat(pull(2).comments()).isEmpty();
    }

    @Test
    void whoFollowsTheOneThatWasClosedGoesOnWithTheOther() {
        Both both = oursIsFirst();
        assertThat(both.theirs().pullRequests())
                .extracting(PullRequestLink::number)
                .containsExactly(2L);
        assertThat(pull(2).isOpen()).isFalse();

        assertThat(there.track(both.theirs(), Duration.ZERO))
                .isInstanceOfSatisfying(
                        Outcome.AwaitingMerge.class,
                        waiting -> assertThat(waiting.reason().message()).contains("pull request #1"));
        assertThat(there.heard.lines()).anyMatch(line -> line.contains("#1") && line.contains("is followed now"));
        merge(1);
        assertThat(assertFollows(here, both.ours(), 1)).isInstanceOf(Outcome.Verified.class);
        assertThat(assertFollows(there, both.theirs(), 1)).isInstanceOf(Outcome.Verified.class);
        assertThat(pull(1).comments()).hasSize(2);
        assertThat(pull(2).comments()).isEmpty();
    }

    @Test
    void whoFollowsTheOneThatWasClosedFindsTheOtherMerged() {
        Both both = oursIsFirst();
        merge(1);

        assertThat(assertFollows(there, both.theirs(), 1)).isInstanceOf(Outcome.Verified.class);
        assertThat(pull(1).comments()).hasSize(1);
    }

    @Test
    void aPersonWhoClosesTheOneThatIsKeptDeclinesIt() {
        Both both = oursIsFirst();
        pull(1).close("alice");

        assertThat(assertFollows(there, both.theirs(), 1))
                .isInstanceOfSatisfying(
                        Outcome.Declined.class,
                        declined -> assertThat(declined.reason().message()).contains("#1", "closed by alice"));
    }

    @Test
    void whatAPersonMergesInPlaceOfTheOneThatTheyClosedIsFollowed() {
        ChangePlan ours = here.plan(here.set("colour", "green"));
        Change theirs = landThereMeanwhile(
                true,
                () -> failAfter(1, 3),
                () -> assertThatThrownBy(() -> here.land(ours)).isInstanceOf(GitHostException.class));
        pull(2).close("alice");
        world.sandbox()
                .git()
                .commit(REPOSITORY, pull(1).head(), Map.of(FILE, MANIFEST.replace("\"blue\"", "\"purple\"")));
        merge(1);

        assertThat(assertFollows(there, theirs, 1))
                .isInstanceOfSatisfying(
                        Outcome.Superseded.class,
                        superseded -> assertThat(superseded.reason().code()).isEqualTo("merged-with-edits"));
    }

    @Test
    void aProcessThatEndsBeforeItLooksLeavesThatToTheNextOne() {
        ChangePlan ours = here.plan(here.set("colour", "green"));
        Change theirs = landThereMeanwhile(
                true,
                () -> failAfter(1, 3),
                () -> assertThatThrownBy(() -> here.land(ours)).isInstanceOf(GitHostException.class));
        assertThat(world.model().pulls()).hasSize(2).allMatch(ModelPull::isOpen);

        try (ProposingWorld.Machine next = here.restarted()) {
            Change change = ((Landed.Complete) next.land(next.engine.storedPlan(ours.id()))).change();
            assertThat(next.track(change, Duration.ZERO)).isInstanceOf(Outcome.AwaitingMerge.class);
            assertThat(pull(1).isOpen()).isTrue();
            assertThat(pull(2).isOpen()).isFalse();
            merge(1);
            assertThat(assertFollows(next, change, 1)).isInstanceOf(Outcome.Verified.class);
            assertThat(assertFollows(there, theirs, 1)).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void theOtherOneGoesOnAloneWhereTheFirstHasEndedForGood() {
        ChangePlan ours = here.plan(here.set("colour", "green"));
        Change theirs = landThereMeanwhile(
                true,
                () -> failAfter(1, 3),
                () -> assertThatThrownBy(() -> here.land(ours)).isInstanceOf(GitHostException.class));

        assertThat(there.track(theirs, Duration.ZERO)).isInstanceOf(Outcome.AwaitingMerge.class);

        assertThat(pull(1).isOpen()).isTrue();
        assertThat(pull(2).isOpen()).isFalse();
        merge(1);
        assertThat(assertFollows(there, theirs, 1)).isInstanceOf(Outcome.Verified.class);
    }

    @Test
    void whatIsOpenedBesideOneThatWasMergedAlreadyIsClosedOnceTheHostHasHadItsTime() {
        AtomicReference<Change> ours = new AtomicReference<>();
        landThereMeanwhile(false, () -> merge(1), () -> ours.set(here.propose(here.set("colour", "green"))));
        assertThat(pull(2).isOpen()).isTrue();
        here.heard.onWait(() -> world.skip(Duration.ofMinutes(3)));

        assertThat(here.track(ours.get(), Duration.ofMinutes(30))).isInstanceOf(Outcome.Verified.class);

        assertThat(pull(2).isOpen()).isFalse();
        assertThat(here.stored(ours.get()).pullRequests())
                .extracting(PullRequestLink::number)
                .containsExactly(1L);
    }

    @Test
    void whatWasClosedAsATwinIsNoRefusal() {
        Both both = oursIsSecond();
        merge(1);
        assertThat(here.track(both.ours())).isInstanceOf(Outcome.Verified.class);
        Change back = here.propose(here.set("colour", "blue"));
        merge(3);
        assertThat(here.track(back)).isInstanceOf(Outcome.Verified.class);

        Change again = here.propose(here.set("colour", "green"));

        assertThat(again.pullRequests()).extracting(PullRequestLink::number).containsExactly(4L);
        merge(4);
        assertThat(assertFollows(here, again, 4)).isInstanceOf(Outcome.Verified.class);
    }
}
