package dev.landfall.githost.github;

import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepositoryContract;
import java.io.IOException;
import java.nio.file.Path;

/** With a fine-grained token, the look-alike does what the contract asks of the real one. */
final class GitHubLookAlikeTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) throws IOException {
        return new GitHubWorld(folder);
    }
}
