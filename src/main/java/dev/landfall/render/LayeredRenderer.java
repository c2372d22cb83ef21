package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Optional;

/** A renderer over another one, which gets all that this one does not do in another way. */
abstract class LayeredRenderer implements Renderer {
    final Renderer below;

    LayeredRenderer(Renderer below) {
        this.below = below;
    }

    @Override
    public Rendering render(Build build) {
        return below.render(build);
    }

    @Override
    public void begin(Build build) {
        below.begin(build);
    }

    @Override
    public Rendering render(ChartBuild build) {
        return below.render(build);
    }

    @Override
    public Optional<Reason> doubt(Build build) {
        return below.doubt(build);
    }

    @Override
    public Optional<Reason> doubt(ChartBuild build) {
        return below.doubt(build);
    }
}
