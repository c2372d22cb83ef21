package dev.landfall.githost;

import dev.landfall.git.Authorities;
import dev.landfall.git.HttpProxy;
import dev.landfall.git.RepositoryUrl;
import java.net.URI;
import java.util.Optional;

/**
 * Where a repository's API is, and as whom and by which way it is reached.
 *
 * @param api without a slash at the end
 */
public record Site(
        RepositoryUrl repository,
        URI api,
        HostCredential credential,
        Optional<HttpProxy> proxy,
        Optional<Authorities> authorities) {

    /** Whether a page is on the repository's host, or on the one of its API: another host may have the same paths. */
    public boolean isHostOf(URI page) {
        String host = String.valueOf(page.getHost());
        return host.equalsIgnoreCase(repository.host()) || host.equalsIgnoreCase(api.getHost());
    }
}
