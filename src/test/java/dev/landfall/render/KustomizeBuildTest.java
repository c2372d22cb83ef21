package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The Kustomize of this machine: {@code LANDFALL_KUSTOMIZE}, or of the PATH. */
@RealKustomize
class KustomizeBuildTest extends RendererContract {
    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }

    private Rendering render(boolean loadsOutside, Map<String, String> files) {
        Map<String, byte[]> contents = new TreeMap<>();
        files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
        return renderer().render(new Build("apps/prod", loadsOutside, contents));
    }

    @Test
    void onlyWhereTheOwnerAllowsItFilesAreLoadedFromOutsideOfTheFolder() {
        Map<String, String> files = Map.of(
                "apps/prod/kustomization.yaml", "resources: [../web.yaml]\n",
                "apps/web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\n");

        assertThat(render(true, files))
                .isInstanceOfSatisfying(
                        Rendering.Rendered.class,
                        rendered -> assertThat(rendered.objects()).hasSize(1));
        assertThat(render(false, files))
                .isInstanceOfSatisfying(
                        Rendering.Failed.class,
                        failed -> assertThat(failed.reason().message())
                                .contains("security; file 'apps/web.yaml' is not in or below 'apps/prod'"));
    }

    @Test
    void aFailureIsToldInKustomizesWordsWithoutThePathsOfThisMachine() {
        Rendering rendering =
                render(false, Map.of("apps/prod/kustomization.yaml", "resources: []\npatches: [{path: gone.yaml}]\n"));

        assertThat(rendering)
                .isInstanceOfSatisfying(
                        Rendering.Failed.class,
                        failed -> assertThat(failed.reason().message())
                                .matches(
                                        "the folder apps/prod does not build; (kubectl )?kustomize v5\\S* says: .*gone\\.yaml.*")
                                .doesNotContain("landfall-build", "/tmp", "Error: "));
    }

    @Test
    void whatTheWalkWouldRefuseIsNotFetchedEitherWhereItSlipsThrough() {
        Rendering rendering = render(
                true, Map.of("apps/prod/kustomization.yaml", "resources: ['https://example.org/shop//base?ref=v1']\n"));

        assertThat(rendering).isInstanceOf(Rendering.Failed.class);
    }

    @Test
    void chartsAndForeignPlugInsDoNotRun() {
        assertThat(render(true, Map.of("apps/prod/kustomization.yaml", "helmCharts: [{name: redis}]\n")))
                .isInstanceOf(Rendering.Failed.class);
        assertThat(render(true, Map.of("apps/prod/kustomization.yaml", """
                transformers:
                  - |-
                    apiVersion: example.org/v1
                    kind: Foreign
                    metadata:
                      name: foreign
                      annotations: {config.kubernetes.io/function: "exec: {path: ./run.sh}"}
                """))).isInstanceOf(Rendering.Failed.class);
    }
}
