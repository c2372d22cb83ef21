package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.ModelPull;
import dev.landfall.githost.ModelWorld;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import dev.landfall.githost.azure.AzureWorld;
import dev.landfall.githost.gitlab.GitLabWorld;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Hosts differ in when they take the word that says why one of two was closed. */
@Execution(ExecutionMode.CONCURRENT)
final class TwinsTest {
    private static final String HEAD = "landfall/shop-web-0123456789";

    @TempDir
    private Path folder;

    @Test
    void whereNothingIsTakenOfOneThatIsClosedItIsToldBefore() throws IOException {
        try (ModelWorld azure = new AzureWorld(folder)) {
            assertClosesTheSecond(azure);
        }
    }

    @Test
    void whereNothingIsTakenOfOneThatIsOpenBesideAnotherItIsToldAfterwards() throws IOException {
        try (ModelWorld gitlab = new GitLabWorld(folder)) {
            assertClosesTheSecond(gitlab);
        }
    }

    private static void assertClosesTheSecond(ModelWorld world) {
        world.commit(HEAD, Map.of("apps/web.yaml", "replicas: 3\n"));
        HostedRepository ours = world.ours();
        world.model().beforeTheNextOneIsThere(false, () -> opened(ours));
        opened(ours);

        assertThat(Twins.keepOne(ours, ours.from(HEAD, "main")))
                .map(PullRequest::number)
                .contains(1L);

        assertThat(world.model().pulls()).extracting(ModelPull::isOpen).containsExactly(true, false);
        assertThat(ours.pullRequest(2).body())
                .startsWith("**Closed by Landfall:**")
                .contains(ours.pullRequest(1).page().toString())
                .endsWith("to 3");
        ours.close(1);
        assertThat(Twins.standing(ours.from(HEAD, "main")))
                .map(PullRequest::number)
                .contains(1L);
    }

    private static PullRequest opened(HostedRepository ours) {
        PullRequestText text = new PullRequestText("Scale web", "to 3");
        return ours.open(new Proposal(HEAD, "main", text, false, List.of(), List.of()))
                .pullRequest();
    }
}
