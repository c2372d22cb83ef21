package dev.landfall.layouts;

import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The folders that need it, and those that the look-alike answers, which must come to the same. */
@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class LayoutsByTheRealKustomizeTest extends LayoutsContract {
    static Stream<LayoutFolder> folders() {
        return Stream.concat(needing("kustomize"), needing("").filter(LayoutFolder::isBuilt));
    }

    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }
}
