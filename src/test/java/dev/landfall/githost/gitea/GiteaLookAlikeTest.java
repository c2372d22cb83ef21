package dev.landfall.githost.gitea;

import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepositoryContract;
import dev.landfall.githost.ModelWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** The look-alike does what the contract asks of the real one. */
final class GiteaLookAlikeTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) throws IOException {
        return new World(folder);
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
