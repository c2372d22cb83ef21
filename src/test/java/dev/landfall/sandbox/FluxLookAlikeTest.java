package dev.landfall.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox's Flux. */
class FluxLookAlikeTest extends FluxContract {
    @TempDir
    Path folder;

    @Override
    protected DeliveryWorld open(String test) {
        return new SandboxWorld(folder);
    }
}
