package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.Search;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
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

    /**
     * @param search of the files that define the object
     * @param rendered the object as it comes out now
     */
    Stream<EditPlan> edits(FieldChange change, Search search, Optional<JsonNode> rendered) {
        Optional<SharedObject> base = search.found().stream()
                .findFirst()
                .flatMap(found -> SharedObject.of(found, change.object().kind(), files));
        Optional<Kustomization> overlay = base.flatMap(defined -> above(defined.path()));
        return overlay.isEmpty() || rendered.isEmpty()
                ? Stream.empty()
                : new OverlayEdits(files, overlay.get(), base.get(), change, rendered.get()).all();
    }

    /** The outermost kustomization in Git that is this folder's alone and builds a file, or the entries of one. */
    Optional<Kustomization> above(String path) {
        return closure.kustomizations().stream()
                .filter(each -> files.kindOf(each.path()) == SourceFiles.Kind.FILE)
                .filter(each -> !each.content().path("kind").asString("").equals("Component"))
                .filter(each -> sharing.with(each.path()).isEmpty())
                .filter(each -> sharing.builds(each.folder(), path))
                .findFirst();
    }
}
