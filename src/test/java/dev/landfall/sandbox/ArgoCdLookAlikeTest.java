package dev.landfall.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's Argo CD. */
class ArgoCdLookAlikeTest extends ArgoCdContract {
    @TempDir
    Path folder;

    @Override
    protected DeliveryWorld open(String test) {
        return new SandboxWorld(folder);
    }
}
