package dev.landfall.githost.github;

import dev.landfall.githost.GitHostException;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.OnLookAlike;
import java.io.IOException;
import java.nio.file.Path;

/** Asks without the waits of the real one. */
abstract class OnGitHub extends OnLookAlike<GitHubWorld> {

    @Override
    protected final GitHubWorld open(Path at) throws IOException {
        return new GitHubWorld(at);
    }

    @Override
    protected final HostedRepository ours(GitHubWorld opened) {
        return opened.as(LookAlikeHost.TOKEN);
    }

    static GitHostException failureOf(Runnable request) {
        try {
            request.run();
        } catch (GitHostException failed) {
            return failed;
        }
        throw new AssertionError("it did not fail");
    }
}
