package dev.landfall.githost.gitea;

import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepositoryContract;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;

/** The real Gitea keeps the contract. */
@Tag("end-to-end")
final class GiteaEndToEndTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) {
        String name = "contract-" + UUID.randomUUID().toString().substring(0, 8);
        return new GiteaWorld(folder, name, Map.of("apps/web.yaml", "replicas: 1\n"));
    }
}
