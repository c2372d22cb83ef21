package dev.landfall.githost.github;

import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.ModelWorld;
import dev.landfall.githost.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The look-alike, asked with tokens of whatever kind. */
class GitHubWorld extends ModelWorld {
    /** Nothing is waited for that need not be. */
    static final Pace QUICK = new Pace(Duration.ofMillis(5), 10);

    static final HostLimits LIMITS = new HostLimits(
            Duration.ofSeconds(5), Duration.ofSeconds(10), 8 * 1024 * 1024, Duration.ofSeconds(5), 3, 10_000);

    GitHubWorld(Path folder) throws IOException {
        super(folder, "team/shop", GitHubLookAlike::start);
    }

    GitHubLookAlike gitHub() {
        return (GitHubLookAlike) host();
    }

    Site site(HostCredential credential) {
        return new Site(url(), api(), credential, Optional.empty(), Optional.empty());
    }

    HostedRepository as(HostCredential credential) {
        return new GitHubRepository(site(credential), LIMITS, QUICK);
    }

    HostedRepository as(String token) {
        return as(super.credential(token));
    }

    @Override
    public GitHost kind() {
        return new GitHubHost();
    }

    @Override
    protected URI api() {
        return kind().api(url());
    }
}
