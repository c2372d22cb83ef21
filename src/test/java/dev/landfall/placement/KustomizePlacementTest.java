package dev.landfall.placement;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;

@Execution(ExecutionMode.CONCURRENT)
class KustomizePlacementTest extends KustomizePlacementContract {
    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }
}
