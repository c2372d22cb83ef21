package dev.landfall.git;

import java.nio.file.Path;
import java.util.Optional;

/** The caches of all repositories, in one folder that several processes may share and anybody may delete. */
public final class GitRepositories {
    private final Path cacheRoot;
    private final GitLimits limits;

    public GitRepositories(Path cacheRoot, GitLimits limits) {
        IsolatedSystem.install();
        HttpProxy.letProxiesAskForPasswords();
        this.cacheRoot = cacheRoot;
        this.limits = limits;
    }

    /** Straight to the host, and with commits that nobody signs. */
    public GitRepository open(RepositoryUrl url, Credentials credentials) {
        return open(url, Route.direct(credentials), Optional.empty());
    }

    /**
     * Touches the disk, not the network; to be called for each change, as old caches are retired at the opening.
     *
     * @param signer of the commits that are made here; empty leaves them unsigned
     */
    public GitRepository open(RepositoryUrl url, Route route, Optional<CommitSigner> signer) {
        Path place = cacheRoot.resolve(url.cacheKey());
        CacheFolder folder = new CacheFolder(place, limits.packs());
        Remote remote = new Remote(url, route, limits, place.resolve("no-home").toFile());
        return new GitRepository(url, new Cache(folder, remote, limits), limits, signer);
    }
}
