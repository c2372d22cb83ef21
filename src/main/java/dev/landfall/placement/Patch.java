package dev.landfall.placement;

import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Kustomization;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a patch of a kustomization stands.
 *
 * @param text the way to it in the kustomization, where it is inline; empty where the file is the patch
 */
record Patch(String file, Optional<FieldPath> text) {

    static Patch of(Decider decider) {
        JsonNode entry = decider.entry();
        if (entry.isString())
            return Kustomization.isInline(entry.asString())
                    ? inline(decider.written())
                    : inFile(decider, entry.asString());
        return entry.path("path").isString()
                ? inFile(decider, entry.path("path").asString())
                : inline(decider.written().to(new FieldPath.Key("patch")));
    }

    private static Patch inFile(Decider decider, String path) {
        return new Patch(decider.kustomization().located(decider.field(), path), Optional.empty());
    }

    private static Patch inline(Decider.Written written) {
        return new Patch(written.file(), Optional.of(written.path()));
    }

    DocumentPlace document(int document) {
        return new DocumentPlace(file, text, document);
    }

    /** @param content of its file */
    List<JsonNode> documents(byte[] content) {
        return new DocumentEditor().documents(new ManifestFile(file, content), text);
    }
}
