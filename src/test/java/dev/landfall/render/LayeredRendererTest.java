package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a layer does not do itself, the renderer below it does: nothing is lost on the way there. */
class LayeredRendererTest {
    private static final Reason DOUBT = Reason.lasting("helm-other-major", "another Helm", "install it");

    private static final Build BUILD =
            new Build("apps", true, Map.of("apps/kustomization.yaml", "{}".getBytes(StandardCharsets.UTF_8)));

    private final CompletableFuture<String> begun = new CompletableFuture<>();

    private final Renderer bottom = new Renderer() {
        @Override
        public Rendering render(Build build) {
            begun.complete(build.folder());
            return new Rendering.Rendered(List.of());
        }

        @Override
        public void begin(Build build) {
            render(build);
        }

        @Override
        public Optional<Reason> doubt(Build build) {
            return Optional.of(DOUBT);
        }

        @Override
        public Optional<Reason> doubt(ChartBuild build) {
            return Optional.of(DOUBT);
        }
    };

    static Stream<UnaryOperator<Renderer>> layers() {
        return Stream.of(RememberedBuilds::new, FinishingRenderer::new, PostRenderer::new);
    }

    @ParameterizedTest
    @MethodSource("layers")
    void whatIsBegunIsBegunBelow(UnaryOperator<Renderer> layer) throws Exception {
        layer.apply(bottom).begin(BUILD);

        assertThat(begun.get(20, TimeUnit.SECONDS)).isEqualTo("apps");
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aDoubtIsTold(UnaryOperator<Renderer> layer) {
        assertThat(layer.apply(bottom).doubt(BUILD)).contains(DOUBT);
        assertThat(layer.apply(bottom)
                        .doubt(new ChartBuild("web", ChartFixture.WEB, List.of(), List.of(), Map.of(), List.of())))
                .contains(DOUBT);
    }
}
