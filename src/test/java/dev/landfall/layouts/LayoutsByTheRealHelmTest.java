package dev.landfall.layouts;

import dev.landfall.render.InstalledPrograms;
import dev.landfall.render.RealHelm;
import dev.landfall.render.Renderer;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@Execution(ExecutionMode.CONCURRENT)
@RealHelm
class LayoutsByTheRealHelmTest extends LayoutsContract {
    static Stream<LayoutFolder> folders() {
        return needing("helm");
    }

    @Override
    Renderer renderer() {
        return new InstalledPrograms(System.getenv());
    }
}
