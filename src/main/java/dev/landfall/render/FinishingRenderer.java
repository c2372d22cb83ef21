package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Optional;

/**
 * Does to what another renderer builds what kustomize-controller does after a build: the values of variables are put in,
 * then what the owner puts on every object, which nothing overrides.
 */
public final class FinishingRenderer implements Renderer {
    private final Renderer renderer;

    public FinishingRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Rendering render(Build build) {
        return switch (renderer.render(build.unfinished())) {
            case Rendering.Rendered rendered -> finished(build, rendered);
            case Rendering.Failed failed -> failed;
        };
    }

    private static Rendering finished(Build build, Rendering.Rendered rendered) {
        try {
            return new Rendering.Rendered(
                    rendered.objects().stream().map(build::finished).toList());
        } catch (Unbuildable failed) {
            return new Rendering.Failed(failed.reason());
        }
    }

    @Override
    public void begin(Build build) {
        renderer.begin(build.unfinished());
    }

    @Override
    public Rendering render(ChartBuild build) {
        return renderer.render(build);
    }

    @Override
    public Optional<Reason> doubt(ChartBuild build) {
        return renderer.doubt(build);
    }
}
