package dev.landfall.githost.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.OnLookAlike;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Standing;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only GitLab does. */
final class GitLabRepositoryTest extends OnLookAlike<GitLabWorld> {
    @Override
    protected GitLabWorld open(Path at) throws IOException {
        return new GitLabWorld(at);
    }

    private Proposal proposal(PullRequestText text, boolean draft, List<String> reviewers) {
        return new Proposal(HEAD, "main", text, draft, List.of(), reviewers);
    }

    @Test
    void linesThatGitLabWouldObeyAreOnlyText() {
        String text = "reason:\n/close\n/approve now\n\\/approve\nend";

        PullRequest opened = ours.open(proposal(new PullRequestText("Scale web", text), false, List.of()))
                .pullRequest();
        ours.rewrite(opened.number(), new PullRequestText("Scale web", "/close\n" + text));
        ours.comment(opened.number(), new Comment("landfall 1", "\r/close\nwas said"));
        ours.comment(opened.number(), new Comment("landfall 1", "/close"));

        assertThat(opened.body()).isEqualTo(text);
        PullRequest now = ours.pullRequest(opened.number());
        assertThat(now.isOpen()).isTrue();
        assertThat(now.body()).isEqualTo("/close\n" + text);
        assertThat(ours.readiness(now).reviews().approvals()).isZero();
        assertThat(world.comments(opened.number())).singleElement().asString().startsWith("\\/close");
    }

    @Test
    void aProjectThatHasMovedIsWrittenToByItsNumber() {
        world.model().rename("team/store");

        PullRequest opened = opened();

        assertThat(opened.isOpen()).isTrue();
        assertThat(ours.close(opened.number()).isOpen()).isFalse();
        assertThat(ours.standing().name()).isEqualTo("team/store");
    }

    @Test
    void aForksBranchOfTheSameNameIsAnother() {
        world.model().openFromFork(HEAD, "main", "Not ours");

        assertThat(ours.from(HEAD, "main")).isEmpty();
    }

    @Test
    void aProjectWithoutMergeCommitsIsMovedToTheHead() {
        world.model().allowOnly(MergeStyle.REBASE);
        PullRequest opened = opened();

        Merging merging = ours.merge(opened, MergeStyle.REBASE, head);

        CommitId tip = world.head("main");
        assertThat(merging).isEqualTo(new Merging.Merged(Optional.of(tip)));
        assertThat(ours.pullRequest(opened.number()).state())
                .isInstanceOfSatisfying(
                        PullRequest.State.Merged.class,
                        state -> assertThat(state.commit()).contains(tip));
    }

    @Test
    void aStyleThatTheProjectDoesNotHaveIsRefusedBeforeAnythingIsAsked() {
        world.model().allowOnly(MergeStyle.REBASE);
        PullRequest opened = opened();

        for (MergeStyle style : List.of(MergeStyle.MERGE, MergeStyle.SQUASH))
            assertThat(ours.merge(opened, style, head))
                    .isInstanceOfSatisfying(
                            Merging.Refused.class,
                            refused -> assertThat(refused.why().code()).isEqualTo("merge-style"));

        assertThat(ours.standing().styles()).containsExactly(MergeStyle.REBASE);
        assertThat(world.host().requests()).noneMatch(request -> request.startsWith("PUT"));
    }

    @Test
    void aBaseThatMovedIsToldWhereItMustBeContained() {
        world.model().allowOnly(MergeStyle.REBASE);
        world.commit("main", Map.of("other.txt", "moved\n"));
        PullRequest opened = opened();
        ours.pullRequest(opened.number()); // GitLab works its mergeability out

        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.BEHIND);
        assertThat(ours.merge(opened, MergeStyle.REBASE, head))
                .isInstanceOfSatisfying(
                        Merging.NotYet.class,
                        notYet -> assertThat(notYet.why().code()).isEqualTo("base-moved"));
    }

    @Test
    void whoMayNotMergeIsRefusedAndNoStranger() {
        PullRequest opened = opened();
        world.gitlab().takeMergeRight();

        assertThat(ours.merge(opened, MergeStyle.MERGE, head))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().message()).contains("may not merge"));
    }

    @Test
    void whomGitLabLeavesOutOfTheReviewersIsTold() {
        Opened opened = ours.open(
                proposal(new PullRequestText("Scale web", "to 3"), false, List.of("alice", "bob", "nobody-at-all")));

        assertThat(world.model()
                        .pull(opened.pullRequest().number())
                        .orElseThrow()
                        .reviewers())
                .containsExactly("alice");
        assertThat(opened.warnings())
                .extracting(Reason::message)
                .satisfiesExactly(
                        unknown -> assertThat(unknown).contains("nobody-at-all", "knows nobody"),
                        second -> assertThat(second).contains("bob", "left them out"));
    }

    @Test
    void aDraftStaysOneWhenItIsRewritten() {
        PullRequest opened = ours.open(proposal(new PullRequestText("Scale web", "to 3"), true, List.of()))
                .pullRequest();

        ours.rewrite(opened.number(), new PullRequestText("Scale web to 4", "to 4"));

        assertThat(world.model().pull(opened.number()).orElseThrow().title()).isEqualTo("Draft: Scale web to 4");
        assertThat(ours.pullRequest(opened.number()).title()).isEqualTo("Scale web to 4");
    }

    @Test
    void aStatusThatStandsAlreadyIsNoFailure() {
        CommitStatus pending = new CommitStatus(CommitStatus.State.PENDING, "landfall", "waiting");
        ours.report(head, pending);

        ours.report(head, pending);

        assertThat(world.statuses(head)).containsEntry("landfall", CommitStatus.State.PENDING);
    }

    @Test
    void aPipelineOfTheMergedResultIsACheckToo() {
        PullRequest opened = opened();
        String elsewhere = "1".repeat(40);
        world.host().order(answer("""
                                {"iid": 1, "state": "opened", "sha": "%s", "detailed_merge_status": "ci_must_pass",
                                 "head_pipeline": {"id": 538, "sha": "%s", "status": "failed"}}""".formatted(head, elsewhere)));

        assertThat(ours.readiness(opened).checks()).containsExactly(new Check("pipeline 538", Check.State.FAILED));
    }

    @Test
    void whatMayFailIsNoFailedCheck() {
        PullRequest opened = opened();
        ours.pullRequest(opened.number());
        world.host().order(answer("""
                {"iid": 1, "state": "opened", "sha": "%s", "detailed_merge_status": "mergeable"}""".formatted(head)));
        world.host().order(answer("""
                [{"name": "flaky", "status": "failed", "allow_failure": true},
                 {"name": "by hand", "status": "manual", "allow_failure": true},
                 {"name": "gate", "status": "manual", "allow_failure": false},
                 {"name": "left out", "status": "skipped", "allow_failure": false},
                 {"name": "stopped", "status": "canceled", "allow_failure": false}]"""));

        assertThat(ours.readiness(opened).checks())
                .containsExactly(
                        new Check("flaky", Check.State.PASSED),
                        new Check("by hand", Check.State.PASSED),
                        new Check("gate", Check.State.PENDING),
                        new Check("left out", Check.State.PASSED),
                        new Check("stopped", Check.State.FAILED));
    }

    @Test
    void aTokenThatTellsNoScopesLacksNoneThatIsKnown() {
        world.host().order(answer("""
                {"id": 77, "path_with_namespace": "team/shop", "web_url": "https://gitlab.example.org/team/shop",
                 "merge_method": "rebase_merge", "squash_option": "always",
                 "permissions": {"project_access": null, "group_access": null}}"""));
        world.host()
                .order(new Fault.Answers(
                        400, Map.of(), "{\"message\": \"400 Bad request - This endpoint requires token type …\"}"));

        Standing standing = ours.standing();

        assertThat(standing.lacking()).isEmpty();
        assertThat(standing.styles()).containsExactlyInAnyOrder(MergeStyle.MERGE, MergeStyle.SQUASH);
    }

    @Test
    void theRoleAndMergeRequestsThatAreMissingAreTold() {
        world.host().order(answer("""
                {"id": 77, "path_with_namespace": "team/shop", "web_url": "https://gitlab.example.org/team/shop",
                 "merge_requests_access_level": "disabled",
                 "permissions": {"project_access": {"access_level": 20}, "group_access": {"access_level": 10}}}"""));

        assertThat(ours.standing().lacking())
                .satisfiesExactly(
                        off -> assertThat(off).contains("switched off"),
                        role -> assertThat(role).contains("role Developer"));
    }

    private static Fault answer(String json) {
        return new Fault.Answers(200, Map.of("Content-Type", "application/json"), json);
    }
}
