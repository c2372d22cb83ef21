package dev.landfall.githost.bitbucketdatacenter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Comment;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.OnLookAlike;
import dev.landfall.githost.Opened;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import dev.landfall.githost.Readiness;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is Bitbucket Data Center's own. */
final class BitbucketDataCenterTest extends OnLookAlike<DataCenterWorld> {
    @Override
    protected DataCenterWorld open(Path at) throws IOException {
        return new DataCenterWorld(at);
    }

    @Test
    void whatOthersChangedMeanwhileIsReadAndOursWrittenAgain() {
        PullRequest opened = opened();
        world.server().beforeNextWrite(() -> pull(opened).rewrite("theirs", "theirs"));

        PullRequest now = ours.rewrite(opened.number(), new PullRequestText("Scale web to 4", "to 4"));

        assertThat(now.title()).isEqualTo("Scale web to 4");
        assertThat(pull(opened).body()).isEqualTo("to 4");
    }

    @Test
    void whatOthersChangedMeanwhileIsClosedAllTheSame() {
        PullRequest opened = opened();
        world.server().beforeNextWrite(() -> pull(opened).rewrite("theirs", "theirs"));

        assertThat(ours.close(opened.number()).state()).isInstanceOf(PullRequest.State.Closed.class);
    }

    @Test
    void whatOthersClosedMeanwhileStaysAsTheyClosedIt() {
        PullRequest opened = opened();
        world.server().beforeNextWrite(() -> pull(opened).close("alice"));

        assertThat(ours.close(opened.number()).state()).isEqualTo(new PullRequest.State.Closed("The alice"));
    }

    @Test
    void anotherTitleMeanwhileKeepsNothingFromBeingMerged() {
        PullRequest opened = opened();
        world.server().beforeNextWrite(() -> pull(opened).rewrite("theirs", "theirs"));

        Merging merging = ours.merge(opened, MergeStyle.MERGE, world.head(HEAD));

        assertThat(merging).isEqualTo(new Merging.Merged(Optional.of(world.head("main"))));
    }

    @Test
    void aPushRightBeforeTheMergeIsSeen() {
        PullRequest opened = opened();
        CommitId seen = world.head(HEAD);
        CommitId before = world.head("main");
        world.server().beforeNextWrite(() -> world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 99\n")));

        Merging merging = ours.merge(opened, MergeStyle.MERGE, seen);

        assertThat(merging).isInstanceOf(Merging.HeadMoved.class);
        assertThat(world.head("main")).isEqualTo(before);
    }

    @Test
    void vetoesAreToldInTheWordsOfTheServer() {
        PullRequest opened = opened();
        world.server().merges().veto("All tasks must be resolved.");

        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Readiness.Mergeability.WAITING);
        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD)))
                .isInstanceOfSatisfying(Merging.NotYet.class, not -> {
                    assertThat(not.why().code()).isEqualTo("gates-closed");
                    assertThat(not.why().message()).contains("All tasks must be resolved.");
                });
    }

    @Test
    void aVetoOfBranchPermissionsIsNothingToWaitFor() {
        PullRequest opened = opened();
        world.server().merges().veto("You have insufficient permissions to update 'refs/heads/main'.");

        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD)))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().message()).contains("insufficient permissions"));
    }

    @Test
    void aConflictIsRefused() {
        PullRequest opened = opened();
        world.commit("main", Map.of("apps/web.yaml", "replicas: 7\n"));

        assertThat(ours.merge(opened, MergeStyle.MERGE, world.head(HEAD)))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().code()).isEqualTo("merge-conflict"));
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
    void reviewersThatNobodyKnowsLeaveTheOthers() {
        Opened opened = ours.open(proposal(false, List.of("alice", "nobody", "bob")));

        assertThat(pull(opened.pullRequest()).reviewers()).containsExactly("alice", "bob");
        assertThat(opened.warnings())
                .extracting(Reason::message)
                .containsExactly("the reviewer nobody was not set on the pull request: nobody is not a user.");
    }

    @Test
    void reviewersStayWhenTheTextIsRewritten() {
        PullRequest opened = ours.open(proposal(false, List.of("alice"))).pullRequest();

        ours.rewrite(opened.number(), TEXT);

        assertThat(world.server().lastBody().at("/reviewers/0/user/name").asString(""))
                .isEqualTo("alice");
    }

    @Test
    void aServerWithoutDraftsIsTold() {
        world.server().knowNoDrafts();

        Opened opened = ours.open(proposal(true, List.of()));

        assertThat(opened.pullRequest().draft()).isFalse();
        assertThat(opened.warnings()).extracting(Reason::code).containsExactly("draft-not-set");
    }

    @Test
    void theRequiredApprovalsAreCounted() {
        world.requireApproval();
        PullRequest opened = opened();

        assertThat(ours.readiness(opened)).hasToString("0 of 1 approvals");
    }

    @Test
    void ourCommentIsFoundAmongMany() {
        PullRequest opened = opened();
        Comment comment = new Comment("landfall 01ABC", "in progress");
        ours.comment(opened.number(), comment);
        IntStream.range(0, 25).forEach(each -> pull(opened).comment("talk " + each));

        ours.comment(opened.number(), new Comment("landfall 01ABC", "verified"));

        assertThat(world.comments(opened.number()))
                .hasSize(26)
                .filteredOn(text -> text.startsWith("verified"))
                .hasSize(1);
    }

    @Test
    void aCommentThatOthersQuotedIsLeftToThem() {
        PullRequest opened = opened();
        world.server().commentOfOthers(pull(opened), new Comment("landfall 01ABC", "I quote in progress").marked());

        ours.comment(opened.number(), new Comment("landfall 01ABC", "verified"));

        assertThat(world.comments(opened.number())).hasSize(2).anyMatch(text -> text.startsWith("I quote"));
    }

    @Test
    void whatWeMayNotIsNotTakenForAWrongToken() {
        PullRequest opened = opened();

        assertThatThrownBy(() -> world.withReadingToken().close(opened.number()))
                .isInstanceOfSatisfying(GitHostException.class, failed -> {
                    assertThat(failed.reason().code()).isEqualTo("host-forbidden");
                    assertThat(failed.reason().message()).contains("not permitted");
                });
    }

    @Test
    void withoutTheRightToWriteItIsSaid() {
        world.model().takeWriteRights();

        assertThat(ours.standing().lacking())
                .containsExactly("the permission Repository write, to push a branch and to merge a pull request");
    }

    @Test
    void aFullBucketIsWaitedForAsLongAsTheServerSays() {
        PullRequest opened = opened();
        world.host().order(new Fault.Answers(429, Map.of("Retry-After", "0"), ""));

        assertThat(ours.pullRequest(opened.number())).isEqualTo(opened);
    }

    @Test
    void whatCameToTheBaseByAPushNamesNoCommit() {
        String merged = """
                {"id": 1, "title": "Scale web", "state": "MERGED", "links": {"self": [{"href": "https://git.example.org/1"}]},
                 "fromRef": {"id": "refs/heads/landfall/shop-web"}, "toRef": {"id": "refs/heads/main"}}""";
        opened();
        world.host().order(new Fault.Answers(200, Map.of(), merged));

        assertThat(ours.pullRequest(1).state()).isEqualTo(new PullRequest.State.Merged(Optional.empty(), ""));
    }

    @Test
    void whatComesFromAForkIsNotOurs() {
        world.model().openFromFork(HEAD, "main", "theirs");

        assertThat(ours.from(HEAD, "main")).isEmpty();
    }

    @Test
    void theApiMayBeNamedWithItsVersion() {
        opened();
        String rest = world.host().root() + DataCenterLookAlike.CONTEXT + "/rest";

        assertThat(world.at(rest + "/api/1.0").pullRequest(1).number()).isEqualTo(1);
        assertThat(world.at(rest + "/api/latest/").pullRequest(1).number()).isEqualTo(1);
    }

    @Test
    void ourTokenIsInNoMessage() {
        world.host().order(new Fault.Answers(403, Map.of(), "{\"errors\": [{\"message\": \"canary-51fd-token\"}]}"));

        assertThatThrownBy(() -> ours.standing()).hasMessageNotContaining("canary-51fd-token");
    }
}
