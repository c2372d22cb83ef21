package dev.landfall.gitops.argocd;

import dev.landfall.cluster.LiveObject;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.SpecFiles;
import dev.landfall.reason.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code .argocd-source.yaml} and the one of a single Application, in the folder of a source. */
record OverrideFiles(Application application, Building building) implements SpecFiles {

    @Override
    public List<String> names() {
        String namespace = application.ref().namespace();
        String name = application.ref().name();
        boolean isAtHome = application.installedIn().equals(namespace);
        return List.of(".argocd-source.yaml", ".argocd-source-" + (isAtHome ? name : namespace + "_" + name) + ".yaml");
    }

    @Override
    public Layers with(Map<String, JsonNode> contents) {
        Map<String, JsonNode> patches = new LinkedHashMap<>();
        for (String name : names()) {
            JsonNode patch = contents.get(name);
            if (patch == null) continue;
            if (!patch.isObject()) return new Layers.CannotPlace(unreadable(name));
            patches.put(name, patch);
        }
        SpecLayers layers = new SpecLayers(application.editedSource(), patches);
        return new ApplicationSource(changed(layers.merged()), layers).layer(building);
    }

    /** The same Application as if its own spec said all of it. */
    private Application changed(ObjectNode source) {
        ObjectNode live = (ObjectNode) application.live().json().deepCopy();
        ObjectNode spec = (ObjectNode) live.path("spec");
        if (application.hydration().isPresent()) ((ObjectNode) spec.path("sourceHydrator")).set("drySource", source);
        else if (application.hasSeveralSources()) ((ArrayNode) spec.path("sources")).set(application.index(), source);
        else spec.set("source", source);
        return new Application(new LiveObject(live), application.index());
    }

    private Reason unreadable(String name) {
        return Reason.lasting(
                "source-override-file",
                "%s, which changes how Application %s takes its folder, is not one mapping"
                        .formatted(name, application.qualifiedName()),
                "mend the file in the repository");
    }
}
