package dev.landfall.placement;

import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;

@RealKustomize
class KustomizePlacementByTheRealOneTest extends KustomizePlacementContract {
    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }
}
