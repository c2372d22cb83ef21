package dev.landfall.placement;

import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An object as the base makes it that others build from as well.
 *
 * @param path of the file that defines it, or of the kustomization that generates it
 * @param definition what is said there, at least its kind and its name
 */
record SharedObject(String path, JsonNode definition) {

    /** Empty for an item of a {@code List}, which has no document of its own. */
    static Optional<SharedObject> of(FoundObject found, String kind, SourceFiles files) {
        String path = found.path();
        ManifestFile file = new ManifestFile(path, files.contents(List.of(path)).get(path));
        JsonNode definition =
                new DocumentEditor().documents(file, Optional.empty()).get(found.document());
        return definition.path("kind").asString("").equals(kind)
                ? Optional.of(new SharedObject(path, definition))
                : Optional.empty();
    }

    static SharedObject of(Generator maker) {
        ObjectNode made =
                JsonNodeFactory.instance.objectNode().put("apiVersion", "v1").put("kind", maker.kind());
        made.putObject("metadata").put("name", maker.name());
        return new SharedObject(maker.kustomization().path(), made);
    }

    /** The name by which patches know it. */
    String name() {
        return definition.at("/metadata/name").asString("");
    }

    /** The file whose ways of writing a patch of it takes over. */
    ManifestFile model(SourceFiles files) {
        return new ManifestFile(path, files.contents(List.of(path)).get(path));
    }
}
