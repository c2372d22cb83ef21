package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RememberedBuildsTest {
    private final List<Build> built = new ArrayList<>();
    private final Renderer renderer = new RememberedBuilds(build -> {
        built.add(build);
        return new Rendering.Rendered(List.of());
    });

    private static Build build(String folder, boolean outside, String path, String text) {
        return new Build(folder, outside, Map.of(path, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void equalBuildsAreMadeOnceAndOthersEachTheirOwn() {
        for (int i = 0; i < 3; i++) {
            renderer.render(build("a", true, "f", "text"));
            renderer.render(build("a", false, "f", "text"));
            renderer.render(build("b", true, "f", "text"));
            renderer.render(build("a", true, "ft", "ext"));
            renderer.render(build("a", true, "f", "Text"));
        }

        assertThat(built).hasSize(5);
    }
}
