package dev.landfall.githost.github;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.git.Secret;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;
import java.util.Map;
import java.util.function.Supplier;

/** GitHub, wherever it runs. */
public final class GitHubHost implements GitHost {
    /** docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api, "Headers". */
    static final Map<String, String> HEADERS =
            Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28");

    private static final String PUBLIC = "github.com";
    private static final String DATA_RESIDENCY = ".ghe.com";

    @Override
    public String name() {
        return "github";
    }

    @Override
    public String title() {
        return "GitHub";
    }

    @Override
    public boolean isAt(String host) {
        String web = webHost(host);
        return web.equals(PUBLIC) || web.endsWith(DATA_RESIDENCY);
    }

    /** GitHub takes SSH on port 443 at a name of its own: docs.github.com, "Using SSH over the HTTPS port". */
    static String webHost(String host) {
        String bare = host.startsWith("ssh.") ? host.substring("ssh.".length()) : host;
        return bare.equals(PUBLIC) || bare.endsWith(DATA_RESIDENCY) ? bare : host;
    }

    /**
     * {@code https://api.github.com}, {@code https://api.SUBDOMAIN.ghe.com}, and on an Enterprise Server
     * {@code https://HOST/api/v3}: the pages of docs.github.com/rest name them, each in its version.
     */
    @Override
    public URI api(RepositoryUrl repository) {
        if (isAt(repository.host())) return URI.create("https://api." + webHost(repository.host()));
        return URI.create(repository.web() + "/api/v3");
    }

    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(web(repository) + "/" + repository.name() + "/compare/" + branch(base) + "..." + branch(head)
                + "?expand=1");
    }

    private static String web(RepositoryUrl repository) {
        String web = webHost(repository.host());
        return web.equals(repository.host()) ? repository.web().toString() : "https://" + web;
    }

    private static String branch(String name) {
        return encoded(name).replace("%2F", "/");
    }

    @Override
    public HostedRepository repository(Site site) {
        return new GitHubRepository(site, HostLimits.standard(), Pace.STANDARD);
    }

    @Override
    public Supplier<Secret> passwordsForGit(Site site) {
        return site.credential() instanceof HostCredential.App
                ? new GitHubAppTokens(site)::token
                : GitHost.super.passwordsForGit(site);
    }
}
