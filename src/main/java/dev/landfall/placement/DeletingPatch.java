package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The patch by which an overlay takes away what its base makes: {@code $patch: delete} (Kubernetes, strategic merge
 * patches), in a file or inline, as the overlay has its others.
 *
 * @param told that the object goes, for people
 */
record DeletingPatch(SourceFiles files, Kustomization overlay, SharedObject base, FieldEdit told) {
    private static final FieldPath PATCHES = new FieldPath(List.of(new FieldPath.Key("patches")));

    /** @param replaced a patch of the object, which says nothing any more once it is gone */
    EditPlan plan(Optional<Decider> replaced) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode().put("$patch", "delete");
        patch.setAll(MergePatch.head(base.definition()));
        Optional<String> text = new DocumentEditor().text(patch, base.model(files));
        if (text.isEmpty()) return new EditPlan.CannotPlace(KustomizeRefusals.unwritablePatch(told.object(), overlay));
        return replaced.map(decider -> inPlaceOf(Patch.of(decider), text.get()))
                .orElseGet(() -> new PatchHabit(overlay)
                        .newFile(base.name(), files)
                        .map(file -> inNewFile(file, text.get()))
                        .orElseGet(() -> inline(text.get().strip())));
    }

    private EditPlan inPlaceOf(Patch patch, String text) {
        return patch.text()
                .map(place -> inKustomization(
                        patch.file(),
                        new SetField(told.object(), place, JsonNodeFactory.instance.stringNode(text.strip()))))
                .orElseGet(() -> new EditPlan.Edits(List.of(new FileEdit.WriteFile(
                        patch.file(), content(patch.file()), text.getBytes(StandardCharsets.UTF_8), List.of(told)))));
    }

    private EditPlan inNewFile(PatchHabit.NewFile file, String text) {
        AddListItem entry = new AddListItem(told.object(), file.place(), file.item());
        return OverlayEdits.withNewFile(file.path(), text, inKustomization(overlay.path(), entry), told);
    }

    private EditPlan inline(String text) {
        ObjectNode item = JsonNodeFactory.instance.objectNode().put("patch", text);
        FieldPath place = PATCHES.to(new FieldPath.Item("patch", text));
        return inKustomization(overlay.path(), new AddListItem(told.object(), place, item));
    }

    private EditPlan inKustomization(String path, FieldChange change) {
        ManifestFile file = new ManifestFile(path, content(path));
        return new DocumentEditor().plan(file, DocumentPlace.of(path), List.of(change), told);
    }

    private byte[] content(String path) {
        return files.contents(List.of(path)).get(path);
    }
}
