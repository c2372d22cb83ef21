package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.reason.Reason;
import dev.landfall.render.SourceFiles;
import java.util.List;

/** Edits of the files in a folder by which its owner changes its own spec, of what the edits of that spec come to. */
record SpecFileEdits(OwnerSpec spec, SourceFiles files) {

    EditPlan of(ObjectRef owner, List<FileEdit> edits) {
        List<String> edited = spec.specFiles().stream()
                .filter(name -> !spec.in(name, owner, edits).isEmpty())
                .toList();
        if (edited.isEmpty()) return new EditPlan.Edits(List.of());
        if (edited.size() > 1 || !spec.inOwner(owner, edits).isEmpty())
            return new EditPlan.CannotPlace(severalPlaces(edited));
        String name = edited.getFirst();
        List<FieldChange> changes = spec.in(name, owner, edits).stream()
                .map(FieldChange.class::cast)
                .toList();
        return edited(name, changes, told(edits));
    }

    private EditPlan edited(String name, List<FieldChange> changes, List<FieldEdit> told) {
        String path = spec.source().inFolder(name);
        ManifestFile file = new ManifestFile(path, files.contents(List.of(path)).get(path));
        return switch (new DocumentEditor().plan(file, DocumentPlace.of(path), changes, told.getFirst())) {
            case EditPlan.Edits(List<FileEdit> made) -> new EditPlan.Edits(List.of(telling(made.getFirst(), told)));
            case EditPlan.AlreadyAsDesired already -> already;
            case EditPlan.CannotPlace cannot -> cannot;
        };
    }

    private static FileEdit telling(FileEdit edit, List<FieldEdit> told) {
        int line = edit.fields().getFirst().line();
        return new FileEdit.WriteFile(
                edit.path(),
                edit.before(),
                edit.after(),
                told.stream().map(each -> each.atLine(line)).toList());
    }

    private List<FieldEdit> told(List<FileEdit> edits) {
        return edits.stream()
                .filter(edit -> spec.inFiles(List.of(edit)).isEmpty())
                .flatMap(edit -> edit.fields().stream())
                .toList();
    }

    private Reason severalPlaces(List<String> names) {
        return Reason.lasting(
                "several-source-files",
                "several places decide it for %s, among them %s"
                        .formatted(spec.source().definedBy(), String.join(", ", names)),
                "plan each field as a change of its own");
    }
}
