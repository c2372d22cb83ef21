package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RememberedBuildsTest {
    private final List<Build> built = new CopyOnWriteArrayList<>();
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

    @Test
    void whatIsBegunIsDoneBesideWhatIsAskedForAndNotDoneAgain() {
        CountDownLatch both = new CountDownLatch(2);
        Renderer waiting = new RememberedBuilds(build -> {
            built.add(build);
            both.countDown();
            assertThat(await(both)).as("the other build runs meanwhile").isTrue();
            return new Rendering.Rendered(List.of());
        });
        Build before = build("a", true, "f", "1");
        Build after = build("a", true, "f", "2");

        waiting.begin(before);
        waiting.begin(after);

        assertThat(waiting.render(before)).isInstanceOf(Rendering.Rendered.class);
        assertThat(waiting.render(after)).isInstanceOf(Rendering.Rendered.class);
        assertThat(built).hasSize(2);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    @Test
    void whatThisMachineCannotBuildIsToldToWhoAsksAndTriedAgain() {
        Renderer broken = new RememberedBuilds(build -> {
            built.add(build);
            throw new RenderException(Reason.lasting("kustomize-missing", "no program", "install it"), null);
        });
        Build build = build("a", true, "f", "1");
        broken.begin(build);

        assertThatThrownBy(() -> broken.render(build)).isInstanceOf(RenderException.class);
        assertThatThrownBy(() -> broken.render(build)).isInstanceOf(RenderException.class);
        assertThat(built).hasSize(2);
    }
}
