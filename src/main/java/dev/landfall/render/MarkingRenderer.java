package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Optional;

/** Puts what an owner puts on every object onto what another renderer builds, as the last thing that is done to it. */
public final class MarkingRenderer implements Renderer {
    private final Renderer renderer;

    public MarkingRenderer(Renderer renderer) {
        this.renderer = renderer;
    }

    @Override
    public Rendering render(Build build) {
        return switch (renderer.render(build.unmarked())) {
            case Rendering.Rendered rendered ->
                new Rendering.Rendered(
                        rendered.objects().stream().map(build.metadata()::on).toList());
            case Rendering.Failed failed -> failed;
        };
    }

    @Override
    public void begin(Build build) {
        renderer.begin(build.unmarked());
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
