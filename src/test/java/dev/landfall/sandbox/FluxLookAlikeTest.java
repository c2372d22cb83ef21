package dev.landfall.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's Flux. */
@Execution(ExecutionMode.CONCURRENT)
class FluxLookAlikeTest extends FluxContract {
    @TempDir
    Path folder;

    @Override
    protected DeliveryWorld open(String test) {
        return new SandboxWorld(folder);
    }
}
