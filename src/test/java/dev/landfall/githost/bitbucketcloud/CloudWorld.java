package dev.landfall.githost.bitbucketcloud;

import dev.landfall.git.Secret;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelWorld;
import dev.landfall.githost.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The look-alike with the repository shop of the workspace team. */
final class CloudWorld extends ModelWorld {
    CloudWorld(Path folder) throws IOException {
        super(folder, "team/shop", CloudLookAlike::start);
    }

    CloudLookAlike server() {
        return (CloudLookAlike) host();
    }

    @Override
    public GitHost kind() {
        return new BitbucketCloudHost();
    }

    @Override
    protected URI api() {
        return URI.create(host().root() + "/2.0");
    }

    /** With an API token of a person. */
    HostedRepository asPerson() {
        return with(
                new HostCredential.Login(CloudLookAlike.PERSON, new Secret(LookAlikeHost.TOKEN)),
                Duration.ofMinutes(1));
    }

    HostedRepository withPatience(Duration patience) {
        return with(credential(LookAlikeHost.TOKEN), patience);
    }

    private HostedRepository with(HostCredential credential, Duration patience) {
        return new CloudRepository(
                new Site(url(), api(), credential, Optional.empty(), Optional.empty()),
                HostLimits.standard(),
                patience);
    }

    /** The reference knows no archived repositories. */
    @Override
    public boolean canArchive() {
        return false;
    }

    /** Bitbucket finds by head itself, and its pages here have ten entries. */
    @Override
    public int severalPages() {
        return 12;
    }
}
