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
        Optional<Authorities> authorities) {}
