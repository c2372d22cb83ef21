package dev.landfall.githost.azure;

import dev.landfall.git.RepositoryUrl;
import dev.landfall.githost.GitHost;
import dev.landfall.githost.ModelWorld;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A collection of a Server. */
public final class AzureWorld extends ModelWorld {
    public AzureWorld(Path folder) throws IOException {
        super(folder, "team/shop", AzureLookAlike::start);
    }

    AzureLookAlike azure() {
        return (AzureLookAlike) host();
    }

    @Override
    public GitHost kind() {
        return new AzureHost();
    }

    @Override
    public RepositoryUrl url() {
        return RepositoryUrl.parse(host().root() + "/fabrikam/web%20shop/_git/shop", true);
    }

    @Override
    protected URI api() {
        return kind().api(url());
    }
}
