package dev.landfall.layouts;

import dev.landfall.render.KustomizeLookAlike;
import dev.landfall.render.Renderer;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
class LayoutsTest extends LayoutsContract {
    static Stream<LayoutFolder> folders() {
        return needing("");
    }

    @Override
    Renderer renderer() {
        return new KustomizeLookAlike();
    }
}
