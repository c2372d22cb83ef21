package dev.landfall.githost.bitbucketcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.Comment;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.LookAlikeHost.Fault;
import dev.landfall.githost.OnLookAlike;
import dev.landfall.githost.Opened;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.reason.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is Bitbucket Cloud's own. */
final class BitbucketCloudTest extends OnLookAlike<CloudWorld> {
    @Override
    protected CloudWorld open(Path at) throws IOException {
        return new CloudWorld(at);
    }

    private Opened open(String head, String base, List<String> reviewers) {
        return ours.open(new Proposal(head, base, TEXT, false, List.of(), reviewers));
    }

    @Test
    void shortHashesAreAskedForInFullOnce() {
        PullRequest opened = opened();

        assertThat(ours.pullRequest(opened.number()).headCommit()).contains(world.head(HEAD));
        assertThat(ours.pullRequest(opened.number()).headCommit()).contains(world.head(HEAD));
        assertThat(requests("/commit/" + CloudJson.shortened(world.head(HEAD)))).isEqualTo(1);
    }

    @Test
    void aCommitThatIsGoneIsNone() {
        opened();
        String gone = """
                {"id": 1, "title": "Scale web", "state": "OPEN", "source": {"branch": {"name": "gone"}, "commit": {"hash": "abcdefabcdef"}}}""";
        world.host().order(new Fault.Answers(200, Map.of(), gone));

        assertThat(ours.pullRequest(1).headCommit()).isEmpty();
    }

    @Test
    void aBranchWithQuotesInItsNameIsFound() {
        String head = "landfall/say-\"hi\"";
        world.commit(head, Map.of("apps/web.yaml", "replicas: 4\n"));
        PullRequest opened = open(head, "main", List.of()).pullRequest();

        assertThat(ours.from(head, "main")).extracting(PullRequest::number).containsExactly(opened.number());
    }

    @Test
    void whatIsOpenAlreadyKeepsItsTextThoughBitbucketWouldOverwriteIt() {
        PullRequest opened = opened();
        pull(opened).rewrite("edited by a person", "with care");

        PullRequest again = open(HEAD, "main", List.of()).pullRequest();

        assertThat(again.number()).isEqualTo(opened.number());
        assertThat(again.title()).isEqualTo("edited by a person");
    }

    @Test
    void intoAnotherBaseItIsAnotherOne() {
        PullRequest opened = opened();
        world.commit("stage", Map.of("other.txt", "stage\n"));

        PullRequest other = open(HEAD, "stage", List.of()).pullRequest();

        assertThat(other.number()).isNotEqualTo(opened.number());
        assertThat(ours.from(HEAD, "main")).extracting(PullRequest::number).containsExactly(opened.number());
    }

    @Test
    void reviewersAreNamedByNicknameOrByUuid() {
        Opened opened =
                open(HEAD, "main", List.of("alice", CloudJson.uuid("bob").replaceAll("[{}]", "")));

        assertThat(pull(opened.pullRequest()).reviewers()).containsExactly("alice", "bob");
        assertThat(opened.warnings()).isEmpty();
    }

    @Test
    void oneReviewerWhoIsRefusedLeavesTheOthers() {
        Opened opened = open(HEAD, "main", List.of("alice", "12345:11111111-2222-3333-4444-555555555555", "bob"));

        assertThat(pull(opened.pullRequest()).reviewers()).containsExactly("alice", "bob");
        assertThat(opened.warnings())
                .extracting(Reason::message)
                .containsExactly("the reviewer 12345:11111111-2222-3333-4444-555555555555 was not set on the pull"
                        + " request: Malformed reviewers list");
    }

    @Test
    void ourCommentIsFoundAmongMany() {
        PullRequest opened = opened();
        IntStream.range(0, 25).forEach(each -> pull(opened).comment("talk " + each));
        ours.comment(opened.number(), new Comment("landfall 01ABC", "in progress"));

        ours.comment(opened.number(), new Comment("landfall 01ABC", "verified"));

        assertThat(world.comments(opened.number()))
                .hasSize(26)
                .last()
                .asString()
                .startsWith("verified");
    }

    @Test
    void aCommentThatOthersQuotedIsLeftToThem() {
        PullRequest opened = opened();
        world.server().commentOfOthers(pull(opened), new Comment("landfall 01ABC", "I quote in progress").marked());

        ours.comment(opened.number(), new Comment("landfall 01ABC", "verified"));

        assertThat(world.comments(opened.number())).hasSize(2).anyMatch(text -> text.startsWith("I quote"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "pullrequest:write|",
                "repository, pullrequest:write|",
                "repository:write, pullrequest|the scope pullrequest:write, to open",
                "read:repository:bitbucket, read:pullrequest:bitbucket, write:pullrequest:bitbucket|",
                "read:pullrequest:bitbucket, write:pullrequest:bitbucket|the scope read:repository:bitbucket, to read",
            })
    void scopesThatTheTokenLacksAreNamedAsItsKindHasThem(String granted, String lacking) {
        world.server().grant(granted);

        List<String> told = ours.standing().lacking();

        if (lacking == null) assertThat(told).isEmpty();
        else assertThat(told).singleElement().asString().startsWith(lacking);
    }

    @Test
    void whereNoScopesAreToldARequestThatCanDoNothingTells() {
        world.server().grant("");

        assertThat(ours.standing().lacking()).isEmpty();
        assertThat(world.model().pulls()).isEmpty();
    }

    @Test
    void aPersonWhoMayOnlyReadTheRepositoryIsTold() {
        assertThat(world.asPerson().standing().lacking()).isEmpty();
        world.model().takeWriteRights();

        assertThat(world.asPerson().standing().lacking())
                .containsExactly(
                        "the permission write on the repository, to push a branch and to merge a pull request");
    }

    @Test
    void aPageForABrowserIsNotRepeated() {
        String page = "<!DOCTYPE html><html>canary of a user's data</html>";
        world.host().order(new Fault.Answers(404, Map.of("Content-Type", "text/html; charset=utf-8"), page));

        assertThatThrownBy(() -> ours.standing())
                .isInstanceOf(GitHostException.class)
                .hasMessageNotContaining("canary")
                .hasMessageNotContaining("html");
    }

    @Test
    void aNextPageElsewhereIsNotFollowed() {
        String page = "{\"values\": [], \"next\": \"https://elsewhere.example.org/2.0/next\"}";
        world.host().order(new Fault.Answers(200, Map.of(), page));

        assertThatThrownBy(() -> ours.from(HEAD, "main"))
                .isInstanceOfSatisfying(
                        GitHostException.class,
                        failed -> assertThat(failed.reason().code()).isEqualTo("host-redirects"));
    }

    @Test
    void whatComesFromAForkIsNotOurs() {
        world.model().openFromFork(HEAD, "main", "theirs");

        assertThat(ours.from(HEAD, "main")).isEmpty();
    }
}
