package dev.landfall.gitops.argocd;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The manifest of an Application for one more folder of a repository that another Application applies from. */
final class NewApplication {
    private NewApplication() {}

    /** Empty where the other one's source is of another form than one folder of a branch. */
    static Optional<ObjectNode> like(Application model, String name, String path, String namespace) {
        JsonNode source = model.live().at("/spec/source");
        if (!source.isObject() || model.hydration().isPresent()) return Optional.empty();
        ObjectNode manifest = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", model.ref().apiVersion())
                .put("kind", Application.KIND);
        manifest.putObject("metadata")
                .put("name", name)
                .put("namespace", model.ref().namespace());
        ObjectNode spec = manifest.putObject("spec");
        spec.put("project", model.live().at("/spec/project").asString("default"));
        ObjectNode folder = spec.putObject("source")
                .put("repoURL", source.path("repoURL").asString(""))
                .put("targetRevision", source.path("targetRevision").asString("HEAD"))
                .put("path", path);
        folder.putObject("directory").put("recurse", true);
        ObjectNode destination = spec.putObject("destination");
        destination.setAll((ObjectNode) model.live().at("/spec/destination").deepCopy());
        destination.put("namespace", namespace);
        spec.putObject("syncPolicy").putObject("automated").put("prune", true).put("selfHeal", true);
        return Optional.of(manifest);
    }
}
