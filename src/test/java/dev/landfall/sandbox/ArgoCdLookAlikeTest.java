package dev.landfall.sandbox;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The sandbox's Argo CD. */
@Execution(ExecutionMode.CONCURRENT)
class ArgoCdLookAlikeTest extends ArgoCdContract {
    @TempDir
    Path folder;

    @Override
    protected DeliveryWorld open(String test) {
        return new SandboxWorld(folder);
    }
}
