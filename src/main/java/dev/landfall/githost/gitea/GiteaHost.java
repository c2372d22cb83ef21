package dev.landfall.githost.gitea;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.Set;

/** Gitea and Forgejo. */
public final class GiteaHost implements GitHost {
    private static final Set<String> KNOWN = Set.of("gitea.com", "codeberg.org");

    @Override
    public String name() {
        return "gitea";
    }

    @Override
    public String title() {
        return "Gitea";
    }

    @Override
    public boolean isAt(String host) {
        return KNOWN.contains(host);
    }

    @Override
    public URI api(RepositoryUrl repository) {
        return URI.create(repository.web() + "/api/v1");
    }

    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(repository.web() + "/" + repository.name() + "/compare/" + Paths.branches(base, head));
    }

    @Override
    public HostedRepository repository(Site site) {
        return new GiteaRepository(site, HostLimits.standard());
    }
}
