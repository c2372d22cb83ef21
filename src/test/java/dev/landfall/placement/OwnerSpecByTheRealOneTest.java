package dev.landfall.placement;

import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class OwnerSpecByTheRealOneTest extends OwnerSpecContract {
    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }
}
