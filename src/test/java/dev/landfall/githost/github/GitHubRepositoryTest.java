package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.Comment;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.LookAlikeHost.Fault.Answers;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is GitHub's own, beside the contract. */
final class GitHubRepositoryTest extends OnGitHub {
    @Test
    void aRenamedRepositoryIsUsedByTheNameOfToday() {
        world.model().rename("crew/store");

        PullRequest opened = opened();

        assertThat(opened.page().getPath()).isEqualTo("/crew/store/pull/1");
        assertThat(ours.from(HEAD, "main")).extracting(PullRequest::number).containsExactly(1L);
        assertThat(ours.numberIn(opened.page())).isEqualTo(OptionalLong.of(1));
        assertThat(ours.standing().name()).isEqualTo("crew/store");
        assertThat(world.host().requests())
                .filteredOn(request -> !request.startsWith("GET"))
                .allMatch(request -> request.contains("/repos/crew/store/"));
    }

    @Test
    void theNumberInAPageIsOfThisRepositoryOnly() {
        String root = world.host().root();

        assertThat(ours.numberIn(URI.create(root + "/Team/Shop/pull/12/files"))).isEqualTo(OptionalLong.of(12));
        assertThat(ours.numberIn(URI.create(root + "/team/shop/pulls"))).isEmpty();
        assertThat(ours.numberIn(URI.create(root + "/team/shop2/pull/12"))).isEmpty();
        assertThat(ours.numberIn(URI.create("https://elsewhere.example.org/team/shop/pull/12")))
                .isEmpty();
    }

    @Test
    void aForksBranchOfTheSameNameIsAnother() {
        world.model().openFromFork(HEAD, "main", "A stranger's");

        assertThat(ours.from(HEAD, "main")).isEmpty();
        assertThat(opened().number()).isEqualTo(2);
    }

    @Test
    void aBranchWithoutAnythingNewIsSaidToBeSo() {
        Proposal nothing =
                new Proposal("same", "main", new PullRequestText("Nothing", ""), false, List.of(), List.of());
        world.model().server().git("team/shop", "branch", "same", "main");

        assertThat(failureOf(() -> ours.open(nothing)).reason().code()).isEqualTo("nothing-to-propose");
    }

    @Test
    void aBranchThatIsNotThereIsNamed() {
        Proposal nowhere =
                new Proposal("nowhere", "main", new PullRequestText("Nothing", ""), false, List.of(), List.of());

        GitHostException failed = failureOf(() -> ours.open(nowhere));

        assertThat(failed.reason().code()).isEqualTo("no-such-branch");
        assertThat(failed.reason().message()).contains("nowhere");
    }

    @Test
    void whereThereAreNoDraftsNoneIsOpenedInstead() {
        ours.standing();
        world.host()
                .order(new Answers(
                        422,
                        Map.of(),
                        "{\"message\":\"Validation Failed\",\"errors\":[{\"resource\":\"PullRequest\",\"code\":\"custom\","
                                + "\"message\":\"Draft pull requests are not supported in this repository.\"}]}"));

        GitHostException failed = failureOf(() -> ours.open(proposal(false, List.of())));

        assertThat(failed.reason().code()).isEqualTo("no-drafts");
        assertThat(world.model().pulls()).isEmpty();
    }

    @Test
    void aTeamAndAPersonAreAskedToReviewEachByItself() {
        Opened opened = ours.open(proposal(false, List.of("nobody", "@team/sre", "alice")));

        assertThat(world.model().pulls().getFirst().reviewers()).containsExactly("team sre", "alice");
        assertThat(opened.warnings()).hasSize(1);
        assertThat(opened.warnings().getFirst().message()).contains("nobody", "not a collaborator");
    }

    @Test
    void aLongBodyIsCutToWhatGitHubTakes() {
        Proposal long70 = new Proposal(
                HEAD, "main", new PullRequestText("Long", "x".repeat(70_000)), false, List.of(), List.of());

        assertThat(ours.open(long70).pullRequest().body()).hasSize(65_536).contains("cut");
    }

    @Test
    void aCommentOnALaterPageIsFoundAgain() {
        PullRequest opened = opened();
        IntStream.range(0, 130)
                .forEach(number -> world.model().pulls().getFirst().comment("words " + number));
        Comment comment = new Comment("landfall outcome 01ABC", "in progress");
        ours.comment(opened.number(), comment);

        ours.comment(opened.number(), new Comment("landfall outcome 01ABC", "done"));

        assertThat(world.comments(opened.number())).hasSize(131);
        assertThat(world.comments(opened.number()).getLast()).startsWith("done");
    }

    @Test
    void aCopyOfOurCommentThatWeMayNotChangeIsLeftAlone() {
        PullRequest opened = opened();
        Comment comment = new Comment("landfall outcome 01ABC", "done");
        world.model().pulls().getFirst().comment(comment.marked());
        ours.comment(opened.number(), comment);
        assertThat(world.comments(opened.number())).hasSize(1);

        world.host().order(new Answers(200, Map.of(), "[{\"id\":1,\"body\":\"[//]: # (landfall outcome 01ABC)\"}]"));
        world.host().order(new Answers(403, Map.of(), "{\"message\":\"Must have admin rights to Repository.\"}"));
        ours.comment(opened.number(), comment);

        assertThat(world.comments(opened.number())).hasSize(2);
    }

    @Test
    void theTrialMergeOfAnOpenOneIsNoMerge() {
        assertThat(opened().state()).isInstanceOf(PullRequest.State.Open.class);
        world.close(1);

        assertThat(ours.pullRequest(1).state()).isEqualTo(new PullRequest.State.Closed("alice"));
    }

    @Test
    void anAnswerThatIsLostIsMadeUpForByTheNextTry() {
        ours.standing();
        world.host().order(new LookAlikeHost.Fault.HalfAnswer());
        assertThat(failureOf(() -> ours.open(proposal(false, List.of()))).fault())
                .isEqualTo(Fault.UNREACHABLE);

        Opened again = ours.open(proposal(false, List.of()));

        assertThat(again.pullRequest().number()).isEqualTo(1);
        assertThat(world.model().pulls()).hasSize(1);
    }
}
