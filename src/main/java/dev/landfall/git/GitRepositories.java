package dev.landfall.git;

import java.nio.file.Path;

/** The caches of all repositories, in one folder that several processes may share and anybody may delete. */
public final class GitRepositories {
    private final Path cacheRoot;
    private final GitLimits limits;

    public GitRepositories(Path cacheRoot, GitLimits limits) {
        IsolatedSystem.install();
        this.cacheRoot = cacheRoot;
        this.limits = limits;
    }

    /** Touches the disk, not the network; to be called for each change, as old caches are retired at the opening. */
    public GitRepository open(RepositoryUrl url, Credentials credentials) {
        CacheFolder folder = new CacheFolder(cacheRoot.resolve(url.cacheKey()), limits.packs());
        Remote remote = new Remote(url, credentials, limits);
        return new GitRepository(url, new Cache(folder, remote, limits), limits);
    }
}
