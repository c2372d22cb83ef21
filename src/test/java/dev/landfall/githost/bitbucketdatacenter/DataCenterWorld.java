package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.HostCredential;
import dev.landfall.githost.HostedRepository;
import dev.landfall.githost.LookAlikeHost;
import dev.landfall.githost.ModelWorld;
import dev.landfall.githost.Site;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The look-alike below a context path, with the repository shop of the project TEAM. */
final class DataCenterWorld extends ModelWorld {
    DataCenterWorld(Path folder) throws IOException {
        super(folder, "team/shop", DataCenterLookAlike::start);
    }

    DataCenterLookAlike server() {
        return (DataCenterLookAlike) host();
    }

    @Override
    public GitHost kind() {
        return new BitbucketDataCenterHost();
    }

    @Override
    public RepositoryUrl url() {
        return RepositoryUrl.parse(host().root() + DataCenterLookAlike.CONTEXT + "/scm/team/shop.git", true);
    }

    @Override
    protected URI api() {
        return kind().api(url());
    }

    HostedRepository at(String api) {
        HostCredential credential = credential(LookAlikeHost.TOKEN);
        return kind().repository(new Site(url(), URI.create(api), credential, Optional.empty(), Optional.empty()));
    }

    /** The server finds by head itself, and its pages here have ten entries. */
    @Override
    public int severalPages() {
        return 12;
    }
}
