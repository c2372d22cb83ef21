package dev.landfall.change;

import static dev.landfall.change.ProposingWorld.REPOSITORY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.githost.MergeStyle;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A pull request that another machine has opened, or that pretends to be one. */
@Execution(ExecutionMode.CONCURRENT)
final class ForeignProposalsTest extends ChangesThroughReview {
    @Test
    void anotherMachineFollowsAPullRequestByItsAddress() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        try (ProposingWorld.Machine there = world.machine("there")) {
            Change same = there.engine.changeOf(page);
            assertThat(same.id()).isEqualTo(change.id());
            assertThat(same.arrivals()).isEqualTo(change.arrivals());

            merge(MergeStyle.SQUASH);

            assertThat(there.track(same)).isInstanceOf(Outcome.Verified.class);
            assertThat(there.engine.changeOf(page).outcome()).isEqualTo("Verified");
        }
    }

    @Test
    void anotherMachineFollowsOneThatIsMergedAndItsBranchGone() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        merge(MergeStyle.SQUASH);
        world.sandbox()
                .git()
                .git(
                        REPOSITORY,
                        "update-ref",
                        "-d",
                        "refs/heads/" + world.pull().head());
        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThat(there.track(there.engine.changeOf(page))).isInstanceOf(Outcome.Verified.class);
        }
    }

    @Test
    void anAddressIsFollowedOnlyWhereItsPlanIsTheOneOfItsBranch() {
        Change change = here.propose(here.set("colour", "green"));
        Change other = here.propose(here.set("size", "11"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        world.model().pull(1).orElseThrow().rewrite("x", world.pull().body());
        assertThat(other.pullRequests()).hasSize(1);

        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThatThrownBy(() -> there.engine.changeOf(page))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("carries no plan");
            assertThatThrownBy(() -> there.engine.changeOf(URI.create("https://evil.example.org/team/shop/pull/1")))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("is no pull request of a repository");
        }
    }

    @Test
    void aForgedBodyIsNoPlanOfItsCommit() {
        Change change = here.propose(here.set("colour", "green"));
        URI page = URI.create(change.pullRequests().getFirst().page());
        String branch = world.pull().head();
        world.sandbox().git().git(REPOSITORY, "branch", "-f", branch, "main");
        world.sandbox().git().commit(REPOSITORY, branch, Map.of("evil.yaml", "kind: ClusterRoleBinding\n"));

        try (ProposingWorld.Machine there = world.machine("there")) {
            assertThatThrownBy(() -> there.engine.changeOf(page))
                    .isInstanceOf(RequestException.class)
                    .hasMessageContaining("carries no plan");
            assertThat(there.engine.changes(10)).isEmpty();
        }
    }
}
