package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.sandbox.Await;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What a host and its people refuse, lose or take away: it is told, and nothing is left behind. */
@Execution(ExecutionMode.CONCURRENT)
final class ProposalFaultsTest extends ChangesThroughReview {
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
    void aHostThatIsDownForTenMinutesDoesNotEndTheWait() throws Exception {
        Change change = here.propose(here.set("colour", "green"));
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            failAfter(0, 9);
            Future<Outcome> outcome = other.submit(() -> here.track(change, Duration.ofMinutes(30)));
            Await.until(
                    "the outage is told",
                    here.heard::lines,
                    lines -> lines.stream().anyMatch(line -> line.contains("502") && line.contains("trying again")));
            world.skip(Duration.ofMinutes(10));
            merge(MergeStyle.SQUASH);

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
        merge(MergeStyle.SQUASH);
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
        merge(MergeStyle.SQUASH);
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
