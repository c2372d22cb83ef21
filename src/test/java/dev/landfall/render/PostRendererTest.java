package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class PostRendererTest {
    private static final String WEB = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec: {replicas: 1, template: {spec: {containers: [{name: web, image: "shop/web:1.0"}]}}}
            """;

    private static final String KIND = """
            apiVersion: apiextensions.k8s.io/v1
            kind: CustomResourceDefinition
            metadata: {name: %s}
            """;

    private final KustomizeLookAlike kustomize = new KustomizeLookAlike();

    @Test
    void eachWorksOnWhatTheOneBeforeItMade() {
        List<JsonNode> objects = rendered(
                WEB,
                postRenderer("images", "{name: shop/web, newName: mirror/web}"),
                postRenderer("images", "{name: mirror/web, newTag: '2.0'}"));

        assertThat(objects).hasSize(1);
        assertThat(objects.getFirst()
                        .at("/spec/template/spec/containers/0/image")
                        .asString())
                .isEqualTo("mirror/web:2.0");
    }

    @Test
    void whatEveryObjectGetsNeedsNoBuild() {
        JsonNode web = rendered(WEB, postRenderer("commonMetadata", "{labels: {team: payments}}"))
                .getFirst();

        assertThat(web.at("/metadata/labels/team").asString()).isEqualTo("payments");
        assertThat(kustomize.builds).isEmpty();
    }

    @Test
    void whatLiesInCrdsDoesNotGoThroughThem() {
        List<JsonNode> objects = rendered(
                KIND.formatted("of-crds") + "---\n" + KIND.formatted("of-a-template") + "---\n" + WEB,
                postRenderer("patches", """
                        {target: {kind: CustomResourceDefinition, name: of-a-template},
                         patch: '[{op: add, path: /spec, value: {scope: Cluster}}]'}
                        """));

        assertThat(objects)
                .extracting(object -> object.at("/metadata/name").asString() + " "
                        + object.at("/spec/scope").asString(""))
                .containsExactlyInAnyOrder("of-crds ", "of-a-template Cluster", "web ");
    }

    @Test
    void oneThatFailsIsNamedByItsPlace() {
        Rendering rendering = renderer(WEB)
                .render(build(
                        postRenderer("images", "{name: a}"),
                        postRenderer("patches", "{target: {kind: Deployment}, patch: '[{op: remove, path: /no}]'}")));

        assertThat(((Rendering.Failed) rendering).reason().code()).isEqualTo("helm-post-renderer-failed");
        assertThat(((Rendering.Failed) rendering).reason().message()).contains("spec.postRenderers[1]");
    }

    @Test
    void withoutAnyNothingIsBuilt() {
        assertThat(rendered(WEB)).isEqualTo(YamlDocuments.in(WEB.getBytes(StandardCharsets.UTF_8)));
        assertThat(kustomize.builds).isEmpty();
    }

    private List<JsonNode> rendered(String byHelm, Kustomization... postRenderers) {
        return ((Rendering.Rendered) renderer(byHelm).render(build(postRenderers))).objects();
    }

    private static ChartBuild build(Kustomization... postRenderers) {
        return new ChartBuild("web", ChartFixture.WEB, List.of(), List.of(), Map.of(), List.of(postRenderers));
    }

    private static Kustomization postRenderer(String field, String entry) {
        JsonNode value =
                YamlDocuments.in(entry.getBytes(StandardCharsets.UTF_8)).getFirst();
        return Kustomization.over(PostRenderer.INPUT, List.of(new Addition(field, value)), 0);
    }

    /** Helm stood in for by what it would render, of which the first document lies in {@code crds}. */
    private Renderer renderer(String byHelm) {
        List<JsonNode> objects = YamlDocuments.in(byHelm.getBytes(StandardCharsets.UTF_8));
        return new PostRenderer(new Renderer() {
            @Override
            public Rendering render(Build build) {
                return kustomize.render(build);
            }

            @Override
            public Rendering render(ChartBuild build) {
                assertThat(build.postRenderers()).isEmpty();
                boolean withKinds = build.release().definesKinds() || objects.size() == 1;
                return new Rendering.Rendered(withKinds ? objects : objects.subList(1, objects.size()));
            }
        });
    }
}
