package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Search;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Where a source says what it alone shall have: the outermost kustomization in Git above a base that others share. */
record KustomizeOverlay(SourceFiles files, Closure closure, Sharing sharing) {

    static boolean isShared(EditPlan plan, Sharing sharing) {
        return plan instanceof Edits edits
                && edits.files().stream()
                        .anyMatch(edit -> sharing.with(edit.path()).isPresent());
    }

    /** @param search of the files that define the object */
    Stream<EditPlan> edits(FieldChange change, Search search, AppliedObjects before) {
        Optional<FoundObject> found = search.found().stream().findFirst();
        Optional<Kustomization> overlay = found.flatMap(place -> above(place.path()));
        Optional<JsonNode> rendered = before.object(change.object());
        if (overlay.isEmpty() || rendered.isEmpty()) return Stream.empty();
        String path = found.get().path();
        ManifestFile base = new ManifestFile(path, files.contents(List.of(path)).get(path));
        JsonNode definition = new DocumentEditor()
                .documents(base, Optional.empty())
                .get(found.get().document());
        // An item of a List has no document of its own.
        return definition.path("kind").asString("").equals(change.object().kind())
                ? new OverlayEdits(files, overlay.get(), base, definition, change, rendered.get()).all()
                : Stream.empty();
    }

    private Optional<Kustomization> above(String path) {
        return closure.kustomizations().stream()
                .filter(each -> files.kindOf(each.path()) == SourceFiles.Kind.FILE)
                .filter(each -> !each.content().path("kind").asString("").equals("Component"))
                .filter(each -> sharing.with(each.path()).isEmpty())
                .filter(each -> sharing.builds(each.folder(), path))
                .findFirst();
    }
}
