package dev.landfall.githost.bitbucketdatacenter;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;

/** Bitbucket Data Center, which every company has at a name of its own. */
public final class BitbucketDataCenterHost implements GitHost {

    @Override
    public String name() {
        return "bitbucket-data-center";
    }

    @Override
    public String title() {
        return "Bitbucket Data Center";
    }

    @Override
    public boolean isAt(String host) {
        return false;
    }

    /** {@code HOST/CONTEXT/rest}; of an SSH URL neither the context nor the port of HTTPS is known. */
    @Override
    public URI api(RepositoryUrl repository) {
        return URI.create(Paths.root(repository) + "/rest");
    }

    /** As the server itself names it after a push. */
    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(Paths.root(repository) + "/" + Paths.of(repository).page()
                + "/pull-requests?create&sourceBranch=" + encoded(Paths.ref(head)) + "&targetBranch="
                + encoded(Paths.ref(base)));
    }

    @Override
    public HostedRepository repository(Site site) {
        return new DataCenterRepository(site, HostLimits.standard());
    }
}
