package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.MANIFEST;
import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelRepository.ModelStatus;
import dev.landfall.sandbox.Await;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From the wait for a merge to the verdict on what was merged, and back. */
@Execution(ExecutionMode.CONCURRENT)
final class MergedChangesTest extends ChangesThroughReview {
    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void whatIsMergedInAnyStyleIsVerifiedAtTheCommitOnMain(MergeStyle style) {
        Change change = here.propose(here.set("colour", "green"));
        world.sandbox().git().commit(REPOSITORY, "main", Map.of("README.md", "# Our shop\n"));

        merge(style);

        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);
        CommitId tip = world.model().head("main");
        assertThat(committed(here.stored(change)).commit()).isEqualTo(tip.hex());
        assertThat(here.heard.lines()).contains("done merged by alice as " + tip.abbreviated() + " into main");
        assertThat(world.pull().comments())
                .hasSize(1)
                .first()
                .satisfies(comment -> assertThat(comment.body()).startsWith("**Verified**"));
        assertThat(world.model().statusesOf(tip))
                .extractingByKey("landfall")
                .extracting(ModelStatus::state)
                .isEqualTo(CommitStatus.State.SUCCESS);
    }

    private static Change.Arrival.Committed committed(Change change) {
        return (Change.Arrival.Committed) change.arrivals().getFirst();
    }

    @Test
    void theOutcomeIsToldOnceAndUpdated() {
        Change change = here.propose(here.set("colour", "green"));
        merge(MergeStyle.SQUASH);

        here.track(change);
        here.track(change);

        assertThat(world.pull().comments()).hasSize(1);
    }

    @Test
    void whatItWaitsForIsToldWhileItWaits() throws Exception {
        world.model().require("build");
        world.model().requireApprovals(1);
        Change change = here.propose(here.set("colour", "green"));
        try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> outcome = other.submit(() -> here.track(change, Duration.ofSeconds(50)));
            awaitHeard("0 of 1 approvals, check build pending");

            CommitId head = world.pull().headCommit();
            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.FAILURE, "no"));
            awaitHeard("0 of 1 approvals, check build failed");

            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.SUCCESS, "yes"));
            world.pull().review("alice", ModelPull.Verdict.APPROVED);
            awaitHeard("1 of 1 approvals");
            merge(MergeStyle.MERGE);

            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void aCommandThatWaitsNoLongerSaysWhatIsMissing() {
        world.model().requireApprovals(2);
        Change change = here.propose(here.set("colour", "green"));

        Outcome outcome = here.track(change, Duration.ZERO);

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.AwaitingMerge.class,
                        awaiting -> assertThat(awaiting.reason().message())
                                .contains("pull request #1", "/team/shop/pulls/1", "0 of 2 approvals"));
        assertThat(here.stored(change).outcome()).isEqualTo("AwaitingMerge");
    }

    @Test
    void daysLaterAnotherProcessGoesOn() {
        Change change = here.propose(here.set("colour", "green"));
        here.track(change, Duration.ZERO);
        merge(MergeStyle.SQUASH);

        try (ProposingWorld.Machine later = here.restarted()) {
            assertThat(later.track(later.stored(change))).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void landfallMergesOnlyWhereTheConfigurationLetsIt() {
        Change change = here.propose(here.set("colour", "green"));

        assertThatThrownBy(() -> here.engine.checkMerge(change.plan(), Merge.WHEN_CHECKS_PASS))
                .isInstanceOf(RequestException.class);
        assertThatThrownBy(() -> here.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(5)))
                .isInstanceOf(RequestException.class)
                .hasMessageContaining("allowMerge");
        assertThat(world.pull().isOpen()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void landfallMergesOnceChecksPass(MergeStyle style) throws Exception {
        world.model().require("build");
        String word = style.name().toLowerCase(Locale.ROOT);
        try (ProposingWorld.Machine merging =
                        world.machine("merging", world.proposing(", allowMerge: true, mergeStyle: " + word));
                ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
            Change change = merging.propose(merging.set("colour", "green"));
            Future<Outcome> outcome =
                    other.submit(() -> merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(40)));
            Await.until(
                    "the wait for the check",
                    merging.heard::lines,
                    lines -> lines.stream().anyMatch(line -> line.contains("check build pending")));
            assertThat(world.pull().isOpen()).isTrue();

            world.model()
                    .setStatus(world.pull().headCommit(), new ModelStatus("build", CommitStatus.State.SUCCESS, ""));

            assertThat(outcome.get()).isInstanceOf(Outcome.Verified.class);
            assertThat(world.pull().state()).isEqualTo(ModelPull.State.MERGED);
        }
    }

    @Test
    void aCheckThatTheBaseDoesNotAskForKeepsLandfallFromMergingToo() {
        try (ProposingWorld.Machine merging = world.machine("merging", world.proposing(", allowMerge: true"))) {
            Change change = merging.propose(merging.set("colour", "green"));
            CommitId head = world.pull().headCommit();
            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.FAILURE, ""));
            assertThat(merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(2)))
                    .isInstanceOf(Outcome.AwaitingMerge.class);

            world.model().setStatus(head, new ModelStatus("build", CommitStatus.State.SUCCESS, ""));

            assertThat(merging.track(change, Merge.WHEN_CHECKS_PASS, Duration.ofSeconds(30)))
                    .isInstanceOf(Outcome.Verified.class);
        }
    }

    @ParameterizedTest
    @EnumSource(MergeStyle.class)
    void aMergedChangeIsTakenBackByAnotherPullRequestByteForByte(MergeStyle style) {
        Change change = here.propose(here.set("colour", "green, or: \"so\""));
        merge(style);
        assertThat(here.track(change)).isInstanceOf(Outcome.Verified.class);

        Planned.Ready planned = (Planned.Ready) here.engine.planRevert(here.stored(change), "too green", false);
        Change revert = ((Landed.Complete) here.land(planned.plan())).change();
        assertThat(world.pull().number()).isEqualTo(2);
        merge(style);

        assertThat(here.track(revert)).isInstanceOf(Outcome.Verified.class);
        assertThat(world.fileOn("main")).isEqualTo(MANIFEST);
    }
}
