package dev.landfall.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.git.CommitId;
import dev.landfall.git.GitRepository;
import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.ShopSource;
import dev.landfall.placement.Checkout;
import dev.landfall.placement.Placement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What Git tells of our commit while branches move on. */
class PushedCommitTest extends ChangesOverGit {
    private static final String DRY = "c".repeat(40);

    private PushedCommit ours() {
        GitSource source = ShopSource.of(WEB, server.url("shop").toString(), "main", "apps");
        GitRepository repository = access.open(source);
        return new PushedCommit(
                new Checkout(source, repository, head),
                source,
                repository,
                "main",
                head,
                List.of(),
                List.of(),
                new Placement(kustomize).contents());
    }

    @Test
    void aHydratedCommitThatIsNotOnItsBranchYetIsAskedAboutAgain() {
        CommitId hydrated =
                server.commit("shop", "elsewhere", Map.of("web/hydrator.metadata", "{\"drySha\": \"" + DRY + "\"}"));
        PushedCommit ours = ours();

        assertThat(ours.hydratedFrom(hydrated.hex(), "live", "web")).isEmpty();
        server.git("shop", "update-ref", "refs/heads/live", hydrated.hex());

        assertThat(ours.hydratedFrom(hydrated.hex(), "live", "web")).contains(DRY);
    }

    @Test
    void metadataThatNameNoCommitTellNothing() {
        CommitId hydrated = server.commit(
                "shop",
                "live",
                Map.of("web/hydrator.metadata", "{\"drySha\": \"main\"}", "other/hydrator.metadata", "no JSON"));

        assertThat(ours().hydratedFrom(hydrated.hex(), "live", "web")).isEmpty();
        assertThat(ours().hydratedFrom(hydrated.hex(), "live", "other")).isEmpty();
        assertThat(ours().hydratedFrom(hydrated.hex(), "live", "nowhere")).isEmpty();
    }
}
