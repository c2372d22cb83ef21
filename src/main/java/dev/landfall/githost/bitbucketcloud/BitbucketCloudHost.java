package dev.landfall.githost.bitbucketcloud;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** bitbucket.org. */
public final class BitbucketCloudHost implements GitHost {
    /** Where its pages are. */
    static final String WEB = "bitbucket.org";

    /** The latter takes SSH on the port of HTTPS. */
    private static final Set<String> KNOWN = Set.of(WEB, "altssh.bitbucket.org");

    private static final URI API = URI.create("https://api.bitbucket.org/2.0");
    /** How long a merge is waited for that Bitbucket does in the background. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "bitbucket-cloud";
    }

    @Override
    public String title() {
        return "Bitbucket Cloud";
    }

    @Override
    public boolean isAt(String host) {
        return KNOWN.contains(host);
    }

    @Override
    public URI api(RepositoryUrl repository) {
        return API;
    }

    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(
                Paths.of(repository).page() + "/pull-requests/new?source=" + encoded(head) + "&dest=" + encoded(base));
    }

    @Override
    public HostedRepository repository(Site site) {
        return new CloudRepository(site, HostLimits.standard(), PATIENCE);
    }
}
