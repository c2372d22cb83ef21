package dev.landfall.placement;

import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class OwnerSpecTest extends OwnerSpecContract {
    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }
}
