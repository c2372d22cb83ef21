package dev.landfall.githost.bitbucketcloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.OnLookAlike;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Merges on Bitbucket Cloud, and what it says keeps them waiting. */
final class CloudMergingTest extends OnLookAlike<CloudWorld> {
    @Override
    protected CloudWorld open(Path at) throws IOException {
        return new CloudWorld(at);
    }

    @Test
    void aMergeInTheBackgroundIsWaitedFor() {
        PullRequest opened = opened();

        Merging merging = ours.merge(opened, MergeStyle.SQUASH, world.head(HEAD));

        assertThat(merging).isEqualTo(new Merging.Merged(Optional.of(world.head("main"))));
        assertThat(requests("/task-status/")).isEqualTo(2);
    }

    @Test
    void aMergeWithoutAnEndIsNotWaitedForForEver() {
        PullRequest opened = opened();
        world.server().merges().neverEnd();

        Merging merging = world.withPatience(Duration.ZERO).merge(opened, MergeStyle.MERGE, world.head(HEAD));

        assertThat(merging)
                .isInstanceOfSatisfying(
                        Merging.NotYet.class,
                        not -> assertThat(not.why().code()).isEqualTo("mergeability-unknown"));
    }

    @Test
    void aBaseThatMovesDuringTheMergeIsTriedAgain() {
        PullRequest opened = opened();
        world.server().merges().move();

        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD)))
                .isInstanceOfSatisfying(
                        Merging.NotYet.class,
                        not -> assertThat(not.why().code()).isEqualTo("mergeability-unknown"));
    }

    @ParameterizedTest
    @CsvSource({
        "2 failed merge checks.,gates-closed,true",
        "You can't merge until you resolve all merge checks.,gates-closed,true",
        "At least 1 approval is needed.,gates-closed,true",
        "You can't merge until you resolve all merge conflicts.,merge-conflict,false",
        "Unable to fast forward due to changes in the destination branch.,merge-refused,false"
    })
    void whyItIsNotMergedIsToldInTheWordsOfBitbucket(String words, String code, boolean later) {
        PullRequest opened = opened();
        world.server().merges().refuse(words);

        Merging merging = ours.merge(opened, MergeStyle.MERGE, world.head(HEAD));

        Reason why = switch (merging) {
            case Merging.NotYet(Reason reason) -> reason;
            case Merging.Refused(Reason reason) -> reason;
            case Merging.Merged _, Merging.HeadMoved _ -> throw new AssertionError(merging);
        };
        assertThat(merging instanceof Merging.NotYet).isEqualTo(later);
        assertThat(why.code()).isEqualTo(code);
        assertThat(why.message()).isEqualTo("Bitbucket says: " + words);
    }

    @Test
    void aStyleThatIsSwitchedOffIsNotTriedByAnother() {
        PullRequest opened = opened();
        world.model().allowOnly(MergeStyle.SQUASH);

        assertThat(ours.standing().styles()).containsExactly(MergeStyle.SQUASH);
        assertThat(ours.merge(opened, MergeStyle.REBASE, world.head(HEAD)))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().code()).isEqualTo("style-off"));
    }

    @Test
    void withoutMergeabilityChecksConflictsAndTheFieldTell() {
        world.server().merges().tellNoChecks();
        PullRequest opened = opened();
        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.READY);

        world.requireApproval();
        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.WAITING);

        world.commit("main", Map.of("apps/web.yaml", "replicas: 7\n"));
        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.CONFLICTING);
    }

    @Test
    void checksThatAreNotEnforcedKeepNothingWaiting() {
        world.server().merges().enforceNothing();
        world.requireApproval();

        assertThat(ours.readiness(opened()).mergeability()).isEqualTo(Mergeability.READY);
    }

    @Test
    void whatIsPushedBeforeTheMergeIsNotMerged() {
        PullRequest opened = opened();
        CommitId seen = world.head(HEAD);
        world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 99\n"));

        assertThat(ours.merge(opened, MergeStyle.MERGE, seen)).isInstanceOf(Merging.HeadMoved.class);
        assertThat(requests("/merge?async")).isZero();
    }
}
