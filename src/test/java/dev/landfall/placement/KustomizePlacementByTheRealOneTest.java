package dev.landfall.placement;

import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;

@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class KustomizePlacementByTheRealOneTest extends KustomizePlacementContract {
    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }
}
