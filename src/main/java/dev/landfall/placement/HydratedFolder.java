package dev.landfall.placement;

import dev.landfall.gitops.GitSource;
import dev.landfall.reason.Printable;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.util.List;
import java.util.Optional;

/** A folder that the source hydrator of Argo CD writes: it leaves a file in each that says from where. */
final class HydratedFolder {
    /** As {@code controller/hydrator} of Argo CD names it. */
    private static final String METADATA = "hydrator.metadata";

    private HydratedFolder() {}

    static Optional<Reason> objectionTo(GitSource source, SourceFiles files) {
        String path = source.inFolder(METADATA);
        if (files.kindOf(path) != SourceFiles.Kind.FILE) return Optional.empty();
        String dry = drySource(files.contents(List.of(path)).get(path));
        return Optional.of(Reason.lasting(
                "hydrated-folder",
                "%s applies from the folder \"%s\", which a hydrator writes, as %s says: it would overwrite an edit"
                        .formatted(source.definedBy(), source.path(), path),
                "make the change by hand where the hydrator reads" + (dry.isEmpty() ? "" : ": " + dry)));
    }

    private static String drySource(byte[] metadata) {
        try {
            return YamlDocuments.in(metadata).stream()
                    .findFirst()
                    .map(document -> Printable.line(document.path("repoURL").asString("")))
                    .orElse("");
        } catch (IllegalArgumentException unreadable) {
            return "";
        }
    }
}
