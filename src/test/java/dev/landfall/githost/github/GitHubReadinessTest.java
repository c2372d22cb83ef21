package dev.landfall.githost.github;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.githost.CommitStatus;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.Readiness.Check;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a pull request on GitHub waits for. */
final class GitHubReadinessTest extends OnGitHub {
    @Test
    void checkRunsCountBesideStatusesAndTheWorstOfANameDecides() {
        world.gitHub().knowClassic("canary-all", "repo");
        HostedRepository classic = world.as("canary-all");
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        world.report(head, "legacy", CommitStatus.State.SUCCESS);
        world.gitHub().run(head, "build", "completed", "success");
        world.gitHub().run(head, "build", "completed", "timed_out");
        world.gitHub().run(head, "lint", "completed", "skipped");
        world.gitHub().run(head, "scan", "in_progress", null);

        assertThat(classic.readiness(opened).checks())
                .containsExactly(
                        new Check("legacy", Check.State.PASSED),
                        new Check("build", Check.State.FAILED),
                        new Check("lint", Check.State.PASSED),
                        new Check("scan", Check.State.PENDING));
    }

    @Test
    void moreChecksThanOnePageAreAllSeen() {
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        IntStream.range(0, 120).forEach(number -> world.report(head, "check-" + number, CommitStatus.State.SUCCESS));

        assertThat(ours.readiness(opened).checks()).hasSize(120);
    }

    @Test
    void aFineGrainedTokenThatMayNotSeeCheckRunsSeesTheRest() {
        PullRequest opened = opened();
        CommitId head = world.head(HEAD);
        world.gitHub().run(head, "build", "completed", "failure");
        world.report(head, "legacy", CommitStatus.State.SUCCESS);

        assertThat(ours.readiness(opened).checks()).containsExactly(new Check("legacy", Check.State.PASSED));
    }

    @Test
    void whatTheOlderProtectionAsksForIsWaitedForToo() {
        PullRequest opened = opened();
        world.requireCheck("build");
        world.gitHub().protectMain("security");

        assertThat(ours.readiness(opened).pendingChecks()).containsExactly("build", "security");
    }

    @Test
    void strangersAndWhatWasDismissedDoNotCount() {
        PullRequest opened = opened();
        world.requireApproval();
        world.gitHub().review("stranger", "NONE", "APPROVED");
        world.gitHub().review("visitor", "CONTRIBUTOR", "CHANGES_REQUESTED");
        world.gitHub().review("carol", "MEMBER", "APPROVED");
        world.gitHub().review("dave", "MEMBER", "CHANGES_REQUESTED");
        world.gitHub().review("dave", "MEMBER", "DISMISSED");
        world.gitHub().review("carol", "MEMBER", "COMMENTED");

        var reviews = ours.readiness(opened).reviews();

        assertThat(reviews.approvals()).isEqualTo(1);
        assertThat(reviews.required()).isEqualTo(1);
        assertThat(reviews.changesRequestedBy()).isEmpty();
    }
}
