package dev.landfall.githost.bitbucketdatacenter;

import dev.landfall.githost.HostWorld;
import dev.landfall.githost.HostedRepositoryContract;
import java.io.IOException;
import java.nio.file.Path;

/** The look-alike does what the contract asks of the real one. */
final class DataCenterLookAlikeTest extends HostedRepositoryContract {

    @Override
    protected HostWorld open(Path folder) throws IOException {
        return new DataCenterWorld(folder);
    }
}
