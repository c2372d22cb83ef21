package dev.landfall.render;

/**
 * Does to what another renderer builds what kustomize-controller does after a build: the values of variables are put in,
 * then what the owner puts on every object, which nothing overrides.
 */
public final class FinishingRenderer extends LayeredRenderer {
    public FinishingRenderer(Renderer below) {
        super(below);
    }

    @Override
    public Rendering render(Build build) {
        return switch (below.render(build.unfinished())) {
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
        below.begin(build.unfinished());
    }
}
