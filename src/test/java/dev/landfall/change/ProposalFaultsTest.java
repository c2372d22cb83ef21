package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelRepository.ModelMerge;
import dev.landfall.sandbox.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a host, its people or a crash do to a change that goes through review: nothing is lost, and nothing is there twice. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposalFaultsTest {
    private static final Fault STUMBLE = new Fault.Answers(502, Map.of(), "bad gateway");

    @TempDir
    Path folder;

    private ProposingWorld world;
    private ProposingWorld.Machine here;

    @BeforeEach
    void open() {
        world = new ProposingWorld(folder);
        here = world.machine("here");
    }

    @AfterEach
    void close() {
        here.close();
        world.close();
    }

    private void merge() {
        assertThat(world.model().merge(world.pull(), MergeStyle.SQUASH, Optional.empty(), "alice"))
                .isEqualTo(ModelMerge.MERGED);
    }

    private Landed.Refused refused(ChangePlan plan) {
        return (Landed.Refused) here.land(plan);
    }

    private void assertNothingLeftBehind() {
        assertThat(world.model().pulls()).isEmpty();
        assertThat(world.sandbox().git().git(REPOSITORY, "for-each-ref", "--format=%(refname)"))
                .isEqualTo("refs/heads/main");
        assertThat(world.fileOn("main")).isEqualTo(MANIFEST);
    }

    @Test
    void anArchivedRepositoryIsRefusedBeforeAnythingIsPushed() {
        world.model().archive();

        assertThat(refused(here.plan(here.set("colour", "green"))).reason().code())
                .isEqualTo("repository-archived");
        assertNothingLeftBehind();
    }

    @Test
    void aRenamedRepositoryIsToldByItsNewName() {
        world.model().rename("team/store");

        Landed.Refused refused = refused(here.plan(here.set("colour", "green")));

        assertThat(refused.reason().code()).isEqualTo("repository-moved");
        assertThat(refused.reason().message()).contains("team/store");
        assertNothingLeftBehind();
    }

    @Test
    void rightsThatAreMissingAreNamedBeforeAnythingIsPushed() {
        world.model().takeWriteRights();

        Landed.Refused refused = refused(here.plan(here.set("colour", "green")));

        assertThat(refused.reason().code()).isEqualTo("credential-lacks");
        assertThat(refused.reason().message()).contains("the right to write to the repository");
        assertNothingLeftBehind();
    }

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

    private void failAfter(int good, int bad) {
        for (int i = 0; i < good; i++) world.host().order(new Fault.Passes());
        for (int i = 0; i < bad; i++) world.host().order(STUMBLE);
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

    /** Writes while it is proposed: begun, committed, proposed; while it is tracked: merged, ended. */
    @ParameterizedTest
    @CsvSource({
        "1, true",
        "1, false",
        "2, true",
        "2, false",
        "3, true",
        "3, false",
        "4, true",
        "4, false",
        "5, true",
        "5, false"
    })
    void whereverTheProcessIsKilledTheNextOneGoesOnWithOneOfEach(int write, boolean lost) {
        AtomicReference<DyingJournal> dying = new AtomicReference<>();
        try (ProposingWorld.Machine first = world.machine("dying", world.proposing(""), journal -> {
            dying.set(new DyingJournal(journal, write, lost));
            return dying.get();
        })) {
            ChangePlan plan = first.plan(first.set("colour", "green"));
            assertThatThrownBy(() -> landMergeAndTrack(first, plan)).isInstanceOf(DyingJournal.Killed.class);

            try (ProposingWorld.Machine next = first.restarted()) {
                landMergeAndTrack(next, next.engine.storedPlan(plan.id()));
            }
        }
        assertThat(dying.get().isDead()).isTrue();
        assertThat(world.model().pulls()).hasSize(1);
        assertThat(branches()).isEqualTo(2);
        assertThat(world.sandbox().git().git(REPOSITORY, "rev-list", "main").lines())
                .hasSize(2);
        assertThat(world.pull().comments()).hasSizeLessThanOrEqualTo(1);
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
                world.machine("pushing", "delivery: push", journal -> new DyingJournal(journal, 1, false))) {
            ChangePlan plan = dying.plan(dying.set("colour", "green"));
            assertThatThrownBy(() -> dying.land(plan)).isInstanceOf(DyingJournal.Killed.class);

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

    private void landMergeAndTrack(ProposingWorld.Machine machine, ChangePlan plan) {
        Change change = ((Landed.Complete) machine.land(plan)).change();
        if (world.pull().isOpen()) merge();
        assertThat(machine.track(change)).isInstanceOf(Outcome.Verified.class);
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

    @Test
    void aHostThatIsDownForAWhileDoesNotEndTheWait() throws Exception {
        Change change = here.propose(here.set("colour", "green"));
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            failAfter(0, 9);
            Future<Outcome> outcome = other.submit(() -> here.track(change, Duration.ofSeconds(50)));
            Await.until(
                    "the outage is told",
                    here.heard::lines,
                    lines -> lines.stream().anyMatch(line -> line.contains("502") && line.contains("trying again")));
            merge();

            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void aHostThatWantsUsToComeBackLaterIsWaitedFor() {
        world.host().order(new Fault.Answers(429, Map.of("Retry-After", "1"), ""));

        Change change = here.propose(here.set("colour", "green"));

        assertThat(change.pullRequests()).hasSize(1);
    }

    @Test
    void anOutcomeThatCannotBeToldIsAWarningAndNoOtherOutcome() {
        Change change = here.propose(here.set("colour", "green"));
        merge();
        // The pull request is read, then the comments cannot be.
        failAfter(1, 3);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);

        assertThat(here.heard.lines()).anyMatch(line -> line.contains("could not be told"));
    }

    @Test
    void aHostThatStaysDownEndsTheWaitWithWhatIsWrong() {
        Change change = here.propose(here.set("colour", "green"));
        failAfter(0, 3);
        world.skip(Duration.ofMinutes(1));
        here.heard.onWait(() -> {
            failAfter(0, 3);
            world.skip(Duration.ofHours(2));
        });

        assertThatThrownBy(() -> here.track(change, Duration.ofMinutes(30)))
                .isInstanceOf(GitHostException.class)
                .hasMessageContaining("502");
    }

    @Test
    void pullRequestsOfTheSameTitleAreToldApart() {
        world.sandbox().git().commit(REPOSITORY, "by-hand", Map.of("other.txt", "x\n"));
        world.model().open("by-hand", "main", "chore(shop/settings): set colour to green", "", false);

        Change change = here.propose(here.set("colour", "green"));

        assertThat(change.pullRequests()).extracting(PullRequestLink::number).containsExactly(2L);
        merge();
        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
        assertThat(world.model().pull(1).orElseThrow().isOpen()).isTrue();
    }

    @Test
    void aBranchOfThatNameThatIsNotOursIsLeftAlone() {
        ChangePlan plan = here.plan(here.set("colour", "green"));
        String branch = OwnBranch.of(plan, (PlanPart.InGit) plan.parts().getFirst());
        world.sandbox().git().commit(REPOSITORY, branch, Map.of("theirs.txt", "mine\n"));

        assertThat(refused(plan).reason().code()).isEqualTo("branch-taken");
        assertThat(world.model().pulls()).isEmpty();
    }

    @Test
    void aChangeOfWhichOnlyTheProposalIsThereIsNotRevertedButClosed() {
        Change change = here.propose(here.set("colour", "green"));

        assertThat(here.engine.planRevert(change, "", false)).isInstanceOfSatisfying(Planned.Refused.class, refused -> {
            assertThat(refused.reason().code()).isEqualTo("not-merged-yet");
            assertThat(refused.reason().remedy()).contains("close it");
        });
    }

    @Test
    void theTrackedBranchThatIsGoneIsTold() {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox().git().git(REPOSITORY, "branch", "-m", "main", "elsewhere");

        assertThat(here.track(change, Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        Outcome.Blocked.class,
                        blocked -> assertThat(blocked.reason().message()).contains("the branch main is gone"));
    }
}
