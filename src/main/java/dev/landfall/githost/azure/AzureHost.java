package dev.landfall.githost.azure;

import static dev.landfall.githost.HostConnection.encoded;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostLimits;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.Site;
import java.net.URI;

/** Azure DevOps Services, by its new and its old address, and Azure DevOps Server. */
public final class AzureHost implements GitHost {

    @Override
    public String name() {
        return "azure-devops";
    }

    @Override
    public String title() {
        return "Azure DevOps";
    }

    @Override
    public boolean isAt(String host) {
        return host.equals("dev.azure.com") || host.equals("ssh.dev.azure.com") || host.endsWith(".visualstudio.com");
    }

    /** The organization's or collection's address. */
    @Override
    public URI api(RepositoryUrl repository) {
        return AzureName.of(repository).collection();
    }

    /** The page that a push to Azure DevOps names. */
    @Override
    public URI pageToPropose(RepositoryUrl repository, String base, String head) {
        return URI.create(AzureName.of(repository).page() + "/pullrequestcreate?sourceRef=" + encoded(head)
                + "&targetRef=" + encoded(base));
    }

    @Override
    public HostedRepository repository(Site site) {
        return new AzureRepository(site, HostLimits.standard());
    }
}
