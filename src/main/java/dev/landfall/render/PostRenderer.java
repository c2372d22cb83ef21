package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Has what another renderer makes of a chart built anew by the post renderers of the chart's owner, as helm-controller
 * does (internal/postrender/kustomize.go); one of them may only put the same labels on every object. What lies in {@code crds} never goes through them (helm, pkg/action).
 */
public final class PostRenderer extends LayeredRenderer {
    /** What helm-controller calls the file that Helm's output is for Kustomize. */
    public static final String INPUT = "helm-output.yaml";

    public PostRenderer(Renderer below) {
        super(below);
    }

    @Override
    public Rendering render(ChartBuild build) {
        ChartBuild alone = build.postRenderedBy(List.of());
        Rendering all = below.render(alone);
        if (build.postRenderers().isEmpty() || !(all instanceof Rendering.Rendered rendered)) return all;
        Rendering ofTemplates = rendered.objects().stream().anyMatch(PostRenderer::isKind)
                ? below.render(alone.withoutKinds())
                : rendered;
        if (!(ofTemplates instanceof Rendering.Rendered templates)) return ofTemplates;
        Rendering through = through(build.postRenderers(), templates);
        if (!(through instanceof Rendering.Rendered changed)) return through;
        Stream<JsonNode> kinds = rendered.objects().stream()
                .filter(object -> isKind(object) && !templates.objects().contains(object));
        return new Rendering.Rendered(
                Stream.concat(kinds, changed.objects().stream()).toList());
    }

    private static boolean isKind(JsonNode object) {
        return object.path("kind").asString("").equals("CustomResourceDefinition");
    }

    private Rendering through(List<Kustomization> postRenderers, Rendering.Rendered rendered) {
        Rendering now = rendered;
        for (int i = 0; i < postRenderers.size() && now instanceof Rendering.Rendered(List<JsonNode> objects); i++)
            if (!objects.isEmpty()) now = through(postRenderers.get(i), objects, i);
        return now;
    }

    private Rendering through(Kustomization postRenderer, List<JsonNode> objects, int number) {
        if (postRenderer.content().has(CommonMetadata.FIELD))
            return new Rendering.Rendered(marked(postRenderer.content().path(CommonMetadata.FIELD), objects));
        Build build = new Build("", true, Map.of(postRenderer.path(), postRenderer.bytes(), INPUT, bytes(objects)));
        return switch (below.render(build)) {
            case Rendering.Rendered rendered -> rendered;
            case Rendering.Failed(Reason reason) -> new Rendering.Failed(failed(reason, number));
        };
    }

    private static List<JsonNode> marked(JsonNode common, List<JsonNode> objects) {
        List<JsonNode> marked = objects;
        for (JsonNode pairs : common)
            marked = marked.stream().map(new CommonMetadata(pairs)::on).toList();
        return marked;
    }

    private static byte[] bytes(List<JsonNode> objects) {
        StringBuilder documents = new StringBuilder();
        objects.forEach(object -> documents.append("---\n").append(object).append('\n'));
        return documents.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Reason failed(Reason reason, int number) {
        return Reason.lasting(
                "helm-post-renderer-failed",
                "what Helm renders does not go through spec.postRenderers[%d] of its owner: %s"
                        .formatted(number, reason.message()),
                "mend that post renderer in the HelmRelease");
    }
}
