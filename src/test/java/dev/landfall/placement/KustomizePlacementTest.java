package dev.landfall.placement;

import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;

class KustomizePlacementTest extends KustomizePlacementContract {
    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }
}
