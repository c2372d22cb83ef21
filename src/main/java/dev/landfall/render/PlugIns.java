package dev.landfall.render;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The configuration of generators, transformers and validators: only what is built into Kustomize may run. */
final class PlugIns {
    private PlugIns() {}

    /** The files that the plug-ins configured here read. */
    static List<Reference> references(String place, String field, byte[] yaml) {
        List<Reference> references = new ArrayList<>();
        for (JsonNode plugIn : documents(place, yaml)) {
            refuseForeign(place, plugIn);
            Kustomization.text(plugIn.path("path")).forEach(text -> references.add(Reference.data(field, text)));
            plugIn.path("paths")
                    .valueStream()
                    .flatMap(Kustomization::text)
                    .filter(text -> !Kustomization.isInline(text))
                    .forEach(text -> references.add(Reference.data(field, text)));
            plugIn.path("replacements")
                    .forEach(entry -> Kustomization.text(entry.path("path"))
                            .forEach(text -> references.add(Reference.data(field, text))));
            Reference.inGenerator(field, plugIn).forEach(references::add);
        }
        return references;
    }

    private static List<JsonNode> documents(String place, byte[] yaml) {
        try {
            return YamlDocuments.in(yaml);
        } catch (IllegalArgumentException malformed) {
            throw new Unbuildable(
                    "kustomization-unreadable",
                    place + " cannot be read: " + malformed.getMessage(),
                    "mend the file in the repository first");
        }
    }

    private static void refuseForeign(String place, JsonNode plugIn) {
        String kind = plugIn.path("kind").asString("");
        boolean builtIn = plugIn.path("apiVersion").asString("").equals("builtin");
        if (builtIn && !kind.equals("HelmChartInflationGenerator")) return;
        throw new Unbuildable(
                "kustomize-plug-in",
                place + " uses the plug-in " + kind + ", and Landfall runs only those that are built into Kustomize",
                "make this change by hand in the repository");
    }
}
