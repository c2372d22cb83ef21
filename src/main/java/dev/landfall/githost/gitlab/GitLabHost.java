package dev.landfall.githost.gitlab;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;

/** gitlab.com and GitLabs of one's own. */
public final class GitLabHost implements GitHost {
    private static final String PUBLIC = "gitlab.com";
    /** Where gitlab.com takes SSH on port 443: docs.gitlab.com/user/gitlab_com. */
    private static final String PUBLIC_BY_SSH = "altssh.gitlab.com";

    @Override
    public String name() {
        return "gitlab";
    }

    @Override
    public String title() {
        return "GitLab";
    }

    @Override
    public boolean isAt(String host) {
        return host.equals(PUBLIC) || host.equals(PUBLIC_BY_SSH);
    }

    /** A GitLab below a relative root has its API there, which a URL does not tell: {@code pullRequests.apiUrl} does. */
    @Override
    public URI api(RepositoryUrl repository) {
        return URI.create(web(repository) + "/api/v4");
    }

    /** The fields that docs.gitlab.com/user/project/merge_requests/creating_merge_requests names for such a link. */
    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(web(repository) + "/" + repository.name()
                + "/-/merge_requests/new?merge_request%5Bsource_branch%5D=" + encoded(head)
                + "&merge_request%5Btarget_branch%5D=" + encoded(base));
    }

    private static URI web(RepositoryUrl repository) {
        return repository.host().equals(PUBLIC_BY_SSH) ? URI.create("https://" + PUBLIC) : repository.web();
    }

    @Override
    public HostedRepository repository(Site site) {
        return new GitLabRepository(site, HostLimits.standard());
    }
}
