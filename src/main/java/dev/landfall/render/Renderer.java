package dev.landfall.render;

/** Builds a folder with Kustomize, without network, helm or plug-ins. */
@FunctionalInterface
public interface Renderer {

    /**
     * Equal builds come out the same.
     *
     * @throws RenderException where this machine cannot build anything
     */
    Rendering render(Build build);
}
