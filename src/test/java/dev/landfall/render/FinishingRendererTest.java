package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What kustomize-controller puts on every object, it puts there last. */
class FinishingRendererTest {
    private final KustomizeLookAlike kustomize = new KustomizeLookAlike();
    private final Renderer renderer = new FinishingRenderer(kustomize);

    private JsonNode rendered(String metadata, String common) {
        Map<String, byte[]> files = Map.of(
                "apps/kustomization.yaml", bytes("resources: [web.yaml]"),
                "apps/web.yaml", bytes("{apiVersion: v1, kind: ConfigMap, metadata: %s}".formatted(metadata)));
        JsonNode pairs = YamlDocuments.in(bytes(common)).getFirst();
        Build build = new Build(
                "apps",
                true,
                "5.8",
                Optional.of(new Variables(Map.of("team", "nobody"))),
                new CommonMetadata(pairs),
                files);
        return ((Rendering.Rendered) renderer.render(build))
                .objects()
                .getFirst()
                .path("metadata");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void itWinsOverVariablesAndIsNotMadeOfThem() {
        JsonNode metadata = rendered(
                "{name: web, labels: {team: '${team}', tier: front}}", "{labels: {team: payments, owner: '${team}'}}");

        assertThat(metadata.path("labels"))
                .hasToString("{\"team\":\"payments\",\"tier\":\"front\",\"owner\":\"${team}\"}");
    }

    @Test
    void anObjectWithoutAnyGetsThem() {
        assertThat(rendered("{name: web}", "{annotations: {docs: here}}"))
                .hasToString("{\"name\":\"web\",\"annotations\":{\"docs\":\"here\"}}");
    }
}
