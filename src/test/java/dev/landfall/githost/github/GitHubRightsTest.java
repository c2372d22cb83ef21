package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.Comment;
import dev.landfall.githost.GitHostException;
import dev.landfall.githost.GitHostException.Fault;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.LookAlikeHost.Fault.Answers;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What GitHub lets a credential do, how it says so, and when it wants to be left alone. */
final class GitHubRightsTest extends OnGitHub {
    @Test
    void aMissingPermissionIsNamedAsGitHubNamesIt() {
        HostedRepository reading = world.as(LookAlikeHost.READING_TOKEN);

        GitHostException failed = failureOf(() -> reading.open(proposal(false, List.of())));

        assertThat(failed.fault()).isEqualTo(Fault.RIGHTS);
        assertThat(failed.reason().message())
                .contains("Resource not accessible by personal access token", "pull_requests=write");
        assertThat(failed.reason().remedy()).contains("pull_requests=write");
    }

    @Test
    void everyPermissionThatAFineGrainedTokenLacksIsNamedWithWhatItIsFor() {
        assertThat(world.as(LookAlikeHost.READING_TOKEN).standing().lacking())
                .containsExactly(
                        "the permission pull_requests=write, to open pull requests and to comment on them",
                        "the permission contents=write, to push branches and to merge",
                        "the permission statuses=write, to show the outcome beside the commit");
    }

    @Test
    void askingWhatATokenMayDoesNothing() {
        ours.standing();

        assertThat(world.model().pulls()).isEmpty();
        assertThat(world.statuses(world.head("main"))).isEmpty();
    }

    @Test
    void aClassicTokenIsJudgedByItsScopes() {
        world.gitHub().knowClassic("canary-classic", "gist, read:org");
        world.gitHub().knowClassic("canary-public", "public_repo");
        world.gitHub().knowClassic("canary-all", "workflow, repo");

        assertThat(world.as("canary-classic").standing().lacking())
                .containsExactly("the scope public_repo, to open, comment on and merge pull requests");
        assertThat(world.as("canary-public").standing().lacking()).isEmpty();
        assertThat(world.as("canary-all").standing().lacking()).isEmpty();
        assertThat(world.host().requests()).allMatch(request -> request.startsWith("GET"));
    }

    @Test
    void whoMayNotWriteToTheRepositoryIsTold() {
        world.model().takeWriteRights();

        assertThat(ours.standing().lacking()).anyMatch(words -> words.startsWith("the right to write"));
    }

    @Test
    void anArchivedRepositoryLacksNoPermissions() {
        world.archive();

        assertThat(ours.standing().lacking()).isEmpty();
        assertThatThrownBy(() -> ours.open(proposal(false, List.of()))).hasMessageContaining("archived");
    }

    @Test
    void singleSignOnIsTold() {
        ours.standing();
        world.host()
                .order(new Answers(
                        403,
                        Map.of(
                                "X-GitHub-SSO",
                                "required; url=https://github.com/orgs/team/sso?authorization_request=A1"),
                        "{\"message\":\"Resource protected by organization SAML enforcement.\"}"));

        GitHostException failed = failureOf(() -> ours.pullRequest(1));

        assertThat(failed.reason().code()).isEqualTo("host-single-sign-on");
        assertThat(failed.reason().remedy()).contains("https://github.com/orgs/team/sso");
    }

    @Test
    void theSecondaryLimitIsNoMissingRight() {
        PullRequest opened = opened();
        String reset = String.valueOf(Instant.now().plusSeconds(3000).getEpochSecond());
        world.host()
                .order(new Answers(
                        403,
                        Map.of("x-ratelimit-remaining", "4711", "x-ratelimit-reset", reset),
                        "{\"message\":\"You have exceeded a secondary rate limit. Please wait a few minutes.\"}"));

        GitHostException failed =
                failureOf(() -> ours.comment(opened.number(), new Comment("landfall outcome 01ABC", "done")));

        assertThat(failed.fault()).isEqualTo(Fault.UNREACHABLE);
        assertThat(failed.reason().code()).isEqualTo("host-limiting");
        assertThat(failed.reason().message()).contains(" 60 s");
        assertThat(failed.reason().retryable()).isTrue();
    }

    @Test
    void aSecondaryLimitWithATimeIsWaitedForAlsoBeforeAWrite() {
        PullRequest opened = opened();
        world.host()
                .order(new Answers(
                        429,
                        Map.of("Retry-After", "1", "x-ratelimit-remaining", "4711"),
                        "{\"message\":\"You have exceeded a secondary rate limit.\"}"));

        ours.rewrite(opened.number(), new PullRequestText("Scale web to 4", ""));

        assertThat(ours.pullRequest(opened.number()).title()).isEqualTo("Scale web to 4");
    }

    @Test
    void theHourlyLimitIsToldWithItsEnd() {
        ours.standing();
        String reset = String.valueOf(Instant.now().plusSeconds(3000).getEpochSecond());
        world.host()
                .order(new Answers(
                        403,
                        Map.of("x-ratelimit-remaining", "0", "x-ratelimit-reset", reset),
                        "{\"message\":\"API rate limit exceeded\"}"));

        GitHostException failed = failureOf(() -> ours.pullRequest(1));

        assertThat(failed.reason().code()).isEqualTo("host-limiting");
        assertThat(failed.reason().message()).containsPattern("(299[0-9]|300[0-9]) s");
    }

    @Test
    void theTokenIsInNoMessage() {
        world.host().order(new Answers(403, Map.of(), "{\"message\":\"no " + LookAlikeHost.TOKEN + " for you\"}"));

        assertThat(failureOf(() -> ours.pullRequest(1)).getMessage())
                .contains("(secret)")
                .doesNotContain(LookAlikeHost.TOKEN);
    }
}
