package dev.landfall.render;

class KustomizeLookAlikeTest extends RendererContract {
    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }
}
