package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Optional;

/** Puts the values of an owner's variables into what another renderer builds. */
public final class SubstitutingRenderer implements Renderer {
    private final Renderer renderer;

    public SubstitutingRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Rendering render(Build build) {
        Rendering built = renderer.render(build.withoutVariables());
        if (build.variables().isEmpty() || !(built instanceof Rendering.Rendered rendered)) return built;
        Variables variables = build.variables().get();
        try {
            return new Rendering.Rendered(
                    rendered.objects().stream().map(variables::in).toList());
        } catch (Unbuildable failed) {
            return new Rendering.Failed(failed.reason());
        }
    }

    @Override
    public void begin(Build build) {
        renderer.begin(build.withoutVariables());
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
