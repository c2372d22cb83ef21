package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.Optional;

/** Renders a folder, without network or plug-ins. */
@FunctionalInterface
public interface Renderer {

    /**
     * With Kustomize, without helm. Equal builds come out the same.
     *
     * @throws RenderException where this machine cannot build anything
     */
    Rendering render(Build build);

    /** Begins what will most likely be asked for soon, where it can; what comes of it is told when it is asked for. */
    default void begin(Build build) {}

    /**
     * A chart, with Helm; a renderer that is never asked for one need not know how.
     *
     * @throws RenderException where this machine cannot render any
     */
    default Rendering render(ChartBuild build) {
        throw new UnsupportedOperationException("renders no charts");
    }

    /** Why what is built may come out otherwise for its owner, as far as that lies at the renderer. */
    default Optional<Reason> doubt(Build build) {
        return Optional.empty();
    }

    /** Why the chart may come out otherwise for its owner, as far as that lies at the renderer; empty where nothing is known. */
    default Optional<Reason> doubt(ChartBuild build) {
        return Optional.empty();
    }
}
