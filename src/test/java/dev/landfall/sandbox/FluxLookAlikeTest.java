package dev.landfall.sandbox;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

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
