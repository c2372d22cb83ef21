package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.gitops.Layers;
import dev.landfall.gitops.SpecFiles;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads the files in a folder by which its owner changes its own spec. */
final class SpecFileContents {
    private SpecFileContents() {}

    /** The source as they make it; itself where there are none. */
    static Layers of(GitSource source, SourceFiles files) {
        if (source.specFiles().isEmpty()) return new Layers.PlainFolder(source);
        SpecFiles spec = source.specFiles().get();
        Map<String, JsonNode> contents = new LinkedHashMap<>();
        for (String name : spec.names()) {
            String path = source.inFolder(name);
            if (files.kindOf(path) != SourceFiles.Kind.FILE) continue;
            try {
                List<JsonNode> documents =
                        YamlDocuments.in(files.contents(List.of(path)).get(path));
                contents.put(name, documents.size() == 1 ? documents.getFirst() : MissingNode.getInstance());
            } catch (IllegalArgumentException unreadable) {
                return new Layers.CannotPlace(Reason.lasting(
                        "source-override-file",
                        path + " cannot be read: " + Printable.line(unreadable.getMessage()),
                        "mend the file in the repository"));
            }
        }
        return contents.isEmpty() ? new Layers.PlainFolder(source) : spec.with(contents);
    }
}
