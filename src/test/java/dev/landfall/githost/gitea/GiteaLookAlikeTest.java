package dev.landfall.githost.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.HostedRepositoryContract;
import dev.landfall.githost.ModelWorld;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The look-alike does what the contract asks of the real one. */
final class GiteaLookAlikeTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) throws IOException {
        return new World(folder);
    }

    @Test
    void amongAThousandOpenOnesOursIsFoundAndOpenedOnce() throws IOException {
        try (World world = new World(folder.resolve("thousand"))) {
            world.openMany(1000);
            world.commit("landfall/ours", Map.of("apps/web.yaml", "replicas: 2\n"));
            Proposal proposal = new Proposal(
                    "landfall/ours", "main", new PullRequestText("Same title", "x"), false, List.of(), List.of());
            HostedRepository ours = world.ours();

            PullRequest opened = ours.open(proposal).pullRequest();

            assertThat(ours.from("landfall/ours", "main"))
                    .extracting(PullRequest::number)
                    .containsExactly(opened.number());
            assertThat(ours.open(proposal).pullRequest().number()).isEqualTo(opened.number());
            assertThat(ours.from("other-7", "main")).hasSize(1);
            int before = world.host().requests().size();
            assertThat(ours.from("landfall/none", "main")).isEmpty();
            assertThat(world.host().requests())
                    .as("one request says that there is none")
                    .hasSize(before + 1);
        }
    }

    private static final class World extends ModelWorld {
        World(Path folder) throws IOException {
            super(folder, "team/shop", GiteaLookAlike::start);
        }

        @Override
        public GitHost kind() {
            return new GiteaHost();
        }

        @Override
        protected URI api() {
            return kind().api(url());
        }
    }
}
