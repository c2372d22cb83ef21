package dev.landfall.gitops.flux;

import dev.landfall.cluster.LiveObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The manifest of a Kustomization for one more folder of a GitRepository that another Kustomization applies from. */
final class NewKustomization {
    private NewKustomization() {}

    /** The namespace stands in the manifests themselves, as Flux wants it where no target namespace is set. */
    static ObjectNode like(LiveObject model, String name, String path, String namespace) {
        ObjectNode manifest = JsonNodeFactory.instance
                .objectNode()
                .put("apiVersion", model.ref().apiVersion())
                .put("kind", model.ref().kind());
        manifest.putObject("metadata")
                .put("name", name)
                .put("namespace", model.ref().namespace());
        ObjectNode spec = manifest.putObject("spec");
        spec.set("sourceRef", model.at("/spec/sourceRef").deepCopy());
        spec.put("path", "./" + path);
        spec.put("interval", model.at("/spec/interval").asString("10m"));
        spec.put("prune", true);
        if (!model.at("/spec/targetNamespace").asString("").isEmpty()) spec.put("targetNamespace", namespace);
        // Whoever applies on behalf of others does so with their rights, in their cluster.
        for (String field : new String[] {"serviceAccountName", "kubeConfig"}) {
            JsonNode same = model.at("/spec/" + field);
            if (!same.isMissingNode()) spec.set(field, same.deepCopy());
        }
        return manifest;
    }
}
