package dev.landfall.githost.azure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.git.Secret;
import dev.landfall.githost.Comment;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.LookAlikeHost.Fault.Answers;
import dev.landfall.githost.MergeStyle;
import dev.landfall.githost.Merging;
import dev.landfall.githost.OnLookAlike;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import dev.landfall.githost.Readiness.Check;
import dev.landfall.githost.Readiness.Mergeability;
import dev.landfall.githost.Site;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What only Azure DevOps does. */
final class AzureRepositoryTest extends OnLookAlike<AzureWorld> {
    @Override
    protected AzureWorld open(Path at) throws IOException {
        return new AzureWorld(at);
    }

    private Proposal proposal(String body, List<String> labels, List<String> reviewers) {
        return new Proposal(HEAD, "main", new PullRequestText("Scale web", body), false, labels, reviewers);
    }

    /** As far as that its merge has been tried. */
    private PullRequest tried() {
        return ours.pullRequest(opened().number());
    }

    @Test
    void aPageToSignInMeansThatTheTokenIsNotAccepted() {
        world.host().order(new Answers(203, Map.of("Content-Type", "text/html"), "<html>Sign in</html>"));

        assertThatThrownBy(ours::standing).isInstanceOfSatisfying(GitHostException.class, failed -> {
            assertThat(failed.fault()).isEqualTo(Fault.RIGHTS);
            assertThat(failed.reason().code()).isEqualTo("host-authentication");
            assertThat(failed.reason().message()).contains("page to sign in");
        });
    }

    @Test
    void anAccessTokenOfEntraIsNoPassword() {
        HostCredential entra = new HostCredential.Token(new Secret(AzureLookAlike.ENTRA_TOKEN));
        Site site = new Site(world.url(), world.api(), entra, Optional.empty(), Optional.empty());

        assertThat(world.kind().repository(site).standing().name()).isEqualTo("web shop/shop");
    }

    @Test
    void aLongBodyIsCutAndReadWhole() {
        String body = "x".repeat(3990) + "🚢".repeat(20);

        ours.open(proposal(body, List.of(), List.of()));

        assertThat(ours.from(HEAD, "main").getFirst().body())
                .hasSizeBetween(3990, 4000)
                .endsWith("no more)");
    }

    @Test
    void aBodyThatAListCutsIsReadWhole() {
        String body = "reason ".repeat(100) + "end";
        ours.open(proposal(body, List.of(), List.of()));

        assertThat(ours.from(HEAD, "main").getFirst().body()).isEqualTo(body);
    }

    @Test
    void aForksBranchOfTheSameNameIsAnother() {
        world.model().openFromFork(HEAD, "main", "Not ours");

        assertThat(ours.from(HEAD, "main")).isEmpty();
    }

    @Test
    void reviewersAreFoundByNameAndLabelsSet() {
        Opened opened =
                ours.open(proposal("to 3", List.of("landfall"), List.of("alice", AzureTexts.id("bob"), "nobody")));

        long number = opened.pullRequest().number();
        assertThat(world.model().pull(number).orElseThrow().reviewers()).containsExactly("alice", "bob");
        assertThat(world.labels(number)).containsExactly("landfall");
        assertThat(opened.warnings())
                .extracting(Reason::message)
                .singleElement()
                .asString()
                .contains("nobody", "knows nobody");
    }

    @Test
    void aLabelThatIsRefusedIsAWarning() {
        world.azure().orderOn("POST /pullRequests/N/labels", 403, "{\"message\": \"TF401027: no\"}");

        Opened opened = ours.open(proposal("to 3", List.of("landfall"), List.of()));

        assertThat(opened.pullRequest().isOpen()).isTrue();
        assertThat(opened.warnings()).extracting(Reason::code).containsExactly("label-not-set");
    }

    @Test
    void policiesThatOnlyAdviseAndTheMergeStrategyHinderNothing() {
        PullRequest opened = tried();

        assertThat(ours.readiness(opened).mergeability()).isEqualTo(Mergeability.READY);
        assertThat(ours.readiness(opened).reviews().required()).isZero();
    }

    @Test
    void aPolicyThatIsNotMetIsNamed() {
        world.requireCheck("build");
        PullRequest opened = tried();

        assertThat(ours.readiness(opened).checks()).containsExactly(new Check("build", Check.State.PENDING));
        assertThat(ours.merge(opened, MergeStyle.MERGE, head))
                .isInstanceOfSatisfying(
                        Merging.NotYet.class,
                        notYet -> assertThat(notYet.why().message()).contains("not met: build"));
        assertThat(world.host().requests()).noneMatch(request -> request.startsWith("PATCH"));
    }

    @Test
    void whatAzureRefusesByAPolicyIsNotYet() {
        PullRequest opened = tried();
        world.azure().orderOn("PATCH /pullrequests/N", 403, """
                {"message": "rejected by policy", "typeKey": "GitPullRequestUpdateRejectedByPolicyException"}""");

        assertThat(ours.merge(opened, MergeStyle.MERGE, head)).isInstanceOf(Merging.NotYet.class);
    }

    @Test
    void aPushThatAzureHasNotLookedAtYetIsNoOtherHead() {
        PullRequest opened = tried();
        world.azure().orderOn("PATCH /pullrequests/N", 409, """
                {"message": "TF401192: stale", "typeKey": "GitPullRequestStaleException"}""");

        assertThat(ours.merge(opened, MergeStyle.MERGE, head))
                .isInstanceOfSatisfying(
                        Merging.NotYet.class,
                        notYet -> assertThat(notYet.why().code()).isEqualTo("mergeability-unknown"));
    }

    @Test
    void aMergeThatFailsInTheBackgroundIsRefused() {
        PullRequest opened = tried();
        world.azure().orderOn("GET /pullrequests/N", 200, """
                {"pullRequestId": 1, "status": "active", "mergeStatus": "succeeded",
                 "repository": {"project": {"id": "%s"}}}""".formatted(AzureTexts.PROJECT_ID));
        world.azure().orderOn("PATCH /pullrequests/N", 200, "{\"status\": \"active\"}");
        world.azure().orderOn("GET /pullrequests/N", 200, "{\"status\": \"active\", \"mergeStatus\": \"queued\"}");
        world.azure().orderOn("GET /pullrequests/N", 200, """
                {"status": "active", "mergeStatus": "failure", "mergeFailureMessage": "object too large"}""");

        assertThat(ours.merge(opened, MergeStyle.MERGE, head))
                .isInstanceOfSatisfying(
                        Merging.Refused.class,
                        refused -> assertThat(refused.why().message()).contains("object too large"));
    }

    @Test
    void theCommitOfATrialMergeIsNotWhatLanded() {
        assertThat(tried().state()).isEqualTo(new PullRequest.State.Open());
    }

    @Test
    void aCommentIsInAThreadThatKeepsNothingFromBeingCompleted() {
        PullRequest opened = tried();

        ours.comment(opened.number(), new Comment("landfall 1", "in progress"));

        assertThat(world.azure().lastThread().path("status").asInt()).isEqualTo(4);
        assertThat(world.azure().lastThread().at("/comments/0/commentType").asInt())
                .isEqualTo(1);
    }

    @Test
    void whoMayNotContributeIsToldSo() {
        world.azure().orderOn("POST /pullrequests", 403, "{\"message\": \"TF401027: no\"}");

        assertThat(ours.standing().lacking()).singleElement().asString().contains("Contribute to pull requests");
    }

    @Test
    void aStatusOfThePullRequestCountsAsOneOfItsHead() {
        PullRequest opened = tried();
        ours.report(head, new CommitStatus(CommitStatus.State.SUCCESS, "landfall", "done"));
        world.azure().orderOn("GET /pullRequests/N/statuses", 200, """
                {"value": [
                  {"id": 2, "state": "failed", "context": {"genre": "ci", "name": "build"}},
                  {"id": 1, "state": "pending", "context": {"genre": "ci", "name": "build"}},
                  {"id": 3, "state": "notApplicable", "context": {"name": "docs"}}]}""");

        assertThat(ours.readiness(opened).checks())
                .containsExactly(
                        new Check("landfall", Check.State.PASSED),
                        new Check("ci/build", Check.State.FAILED),
                        new Check("docs", Check.State.PASSED));
    }
}
