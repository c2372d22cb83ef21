package dev.landfall.githost.gitea;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.HostedRepositoryContract;
import dev.landfall.githost.Proposal;
import dev.landfall.githost.PullRequest;
import dev.landfall.githost.PullRequestText;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real Gitea keeps the contract. */
@Tag("end-to-end")
final class GiteaEndToEndTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) {
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        return new GiteaWorld(folder, name, Map.of("apps/web.yaml", "replicas: 1\n"));
    }

    @Test
    @Timeout(900)
    void amongAThousandOpenOnesOursIsFoundAndOpenedOnce() {
        String name = "thousand-" + UUID.randomUUID().toString().substring(0, 8);
        try (GiteaWorld world = new GiteaWorld(folder, name, Map.of("apps/web.yaml", "replicas: 1\n"))) {
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
            assertThat(ours.from("landfall/none", "main")).isEmpty();
        }
    }
}
