package dev.landfall.githost.github;

import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepositoryContract;
import java.io.IOException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** With the tokens of an app, too. */
final class GitHubAppLookAlikeTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) throws IOException {
        return new GitHubWorld(folder) {
            @Override
            protected HostCredential credential(String token) {
                return token.equals(GitHubLookAlike.TOKEN)
                        ? new HostCredential.App(LookAlikeApp.ID, OptionalLong.empty(), LookAlikeApp.pkcs1())
                        : super.credential(token);
            }
        };
    }
}
