package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.LookAlikeHost.Fault.Answers;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.reason.Reason;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What GitHub answers to who wants to merge, and what follows from it. */
final class GitHubMergingTest extends OnGitHub {
    private PullRequest opened;

    @BeforeEach
    void propose() {
        opened = opened();
    }

    private Merging merge(MergeStyle style) {
        return ours.merge(opened, style, head);
    }

    private void answers(int status, String words) {
        world.host().order(new Answers(status, Map.of(), "{\"message\":\"" + words + "\"}"));
    }

    private static String codeOf(Merging merging) {
        return switch (merging) {
            case Merging.Merged _ -> "merged";
            case Merging.HeadMoved _ -> "head-moved";
            case Merging.NotYet(Reason why) -> "not yet: " + why.code();
            case Merging.Refused(Reason why) -> "refused: " + why.code();
        };
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "405 | Base branch was modified. Review and try the merge again. | not yet: mergeability-unknown",
                "405 | Pull Request is not mergeable | not yet: mergeability-unknown",
                "405 | Required status check 'ci' is failing. | not yet: gates-closed",
                "405 | 2 of 3 required status checks are pending. | not yet: gates-closed",
                "405 | Waiting on code owner review from team/sre. | not yet: gates-closed",
                "405 | At least 2 approving reviews are required by reviewers with write access. | not yet: gates-closed",
                "405 | A conversation must be resolved before this can be merged. | not yet: gates-closed",
                "405 | Repository rule violations found | not yet: gates-closed",
                "405 | Squash merges are not allowed on this repository. | refused: merge-refused",
                "405 | You're not authorized to push to this branch. | refused: merge-refused",
                "403 | Merging stacked PRs via this endpoint is not supported. | refused: host-forbidden",
                "403 | Resource not accessible by integration | refused: host-forbidden",
                "404 | Not Found | refused: merge-refused",
                "422 | Invalid request | refused: merge-refused",
                "409 | Head branch was modified. Review and try the merge again. | not yet: mergeability-unknown"
            })
    void theWordsTellWhatKeepsItFromBeingMerged(int status, String words, String meaning) {
        ours.readiness(opened); // so that the look-alike has worked out that it is mergeable
        answers(status, words);

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo(meaning);
    }

    @Test
    void aStyleThatIsOffIsRefusedInGitHubsWords() {
        world.model().allowOnly(MergeStyle.SQUASH);

        assertThat(merge(MergeStyle.MERGE))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().message()).contains("Merge commits are not allowed"));
        assertThat(codeOf(merge(MergeStyle.SQUASH))).isEqualTo("merged");
    }

    @Test
    void aConflictIsRefusedOnceGitHubKnowsIt() {
        world.commit("main", Map.of("apps/web.yaml", "replicas: 7\n"));

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("not yet: mergeability-unknown");
        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("refused: merge-conflict");
    }

    @Test
    void behindAMergeQueueItIsPutIntoTheQueueAndMergedByIt() {
        world.gitHub().requireQueue();

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("not yet: in-merge-queue");
        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("not yet: in-merge-queue");
        assertThat(world.host().requests())
                .filteredOn(request -> request.contains("merge-async/"))
                .hasSizeGreaterThan(1);

        world.merge(opened.number(), MergeStyle.SQUASH);

        assertThat(merge(MergeStyle.MERGE)).isEqualTo(new Merging.Merged(Optional.of(world.head("main"))));
    }

    @Test
    void whatOnlyTheQueueKeepsFromBeingMergedIsReady() {
        world.gitHub().requireQueue();
        world.requireApproval();
        ours.readiness(opened); // so that the look-alike has worked it out
        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.WAITING);

        world.approve(opened.number());

        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.READY);
    }

    @Test
    void aQueueThatNoProgramMayUseIsAPersonsMatter() {
        world.gitHub().requireQueue();
        world.gitHub().merges().knowNoAsynchronousOnes();

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("refused: merge-queue-only");
    }

    @Test
    void whatTheQueueDoesNotTakeIsTold() {
        world.gitHub().requireQueue();
        world.gitHub().merges().failLaterWith("Merge conflict: the pull request could not be merged.");

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("refused: merge-conflict");
    }

    @Test
    void aGateThatTheQueueFindsClosedIsWaitedFor() {
        world.gitHub().requireQueue();
        world.gitHub().merges().failLaterWith("Required status check is expected.");

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("not yet: gates-closed");
    }

    @Test
    void aHeadThatMovesWhileTheQueueWorksIsNotMerged() {
        world.gitHub().requireQueue();
        world.gitHub().merges().failLaterWith("The head branch was modified.");
        world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 99\n"));

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("head-moved");
    }

    @Test
    void anEarlierRequestForAnotherHeadIsNotTakenForOurs() {
        world.gitHub().requireQueue();
        world.gitHub().merges().askedBefore(world.head("main"));

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("head-moved");
    }

    @Test
    void ofAStackNothingIsPutIntoTheQueueSinceOthersWouldBeToo() {
        world.gitHub().requireQueue();
        world.gitHub().stackUp();

        assertThat(codeOf(merge(MergeStyle.MERGE))).isEqualTo("refused: merge-refused");
        assertThat(world.host().requests()).noneMatch(request -> request.contains("merge-async"));
    }
}
