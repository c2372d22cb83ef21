package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.CreateObject;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.yaml.NodeValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Makes changes in the files of one folder, one after the other. */
final class FolderEditing {
    private final SourceFolder folder;
    private final Map<String, EditedFile> files = new LinkedHashMap<>();
    private final List<Made> made = new ArrayList<>();

    /**
     * A change that was made.
     *
     * @param place where the files say what it is about
     * @param holds whether the files said so then, as far as a path shows it
     */
    private record Made(DesiredChange change, AlreadyAsDesired place, boolean holds) {}

    FolderEditing(SourceFolder folder, List<ManifestFile> files) {
        this.folder = folder;
        for (ManifestFile file : files) this.files.put(file.path(), EditedFile.of(ReadableFile.of(file)));
    }

    /** @throws Refusal by name of what stands in the way */
    void make(DesiredChange change) {
        AlreadyAsDesired place = switch (change) {
            case FieldChange field -> setField(field);
            case CreateObject create -> create(create);
            case DeleteObject delete -> delete(delete);
        };
        made.forEach(earlier -> requireHolds(earlier, change));
        made.add(new Made(change, place, holds(change)));
    }

    EditPlan plan() {
        List<FileEdit> edits =
                files.values().stream().flatMap(file -> file.edit().stream()).toList();
        return edits.isEmpty() ? made.getFirst().place() : new Edits(edits);
    }

    private AlreadyAsDesired setField(FieldChange change) {
        ManifestObject object = manifests().only(change.object(), folder.namespaces());
        EditedFile file = fileOf(object);
        int line = new FieldEditing(file, object, change).make();
        requireSame(object, change);
        return new AlreadyAsDesired(file.path(), line);
    }

    private void requireSame(ManifestObject object, FieldChange change) {
        boolean same = manifests().defining(change.object(), folder.namespaces()).stream()
                .anyMatch(found -> found.file().path().equals(object.file().path())
                        && found.path().equals(object.path()));
        if (!same)
            throw new Refusal(
                    "identity",
                    change.path() + " is what " + change.object()
                            + " is known by: with another it would be another object",
                    "create the other object and delete this one");
    }

    private AlreadyAsDesired create(CreateObject create) {
        NewObject object = NewObject.of(create);
        if (manifests().defining(create.object(), folder.namespaces()).isEmpty())
            return new ObjectCreation(folder, files, manifests()).create(object);
        ManifestObject there = manifests().only(create.object(), folder.namespaces());
        for (FieldChange change : ObjectMerge.changes(create.object(), valueOf(there), create.content()))
            setField(change);
        return placeOf(there);
    }

    private AlreadyAsDesired delete(DeleteObject delete) {
        if (manifests().defining(delete.object(), folder.namespaces()).isEmpty())
            return new AlreadyAsDesired(folder.path(), 1);
        ManifestObject object = manifests().only(delete.object(), folder.namespaces());
        AlreadyAsDesired place = placeOf(object);
        new ObjectDeletion(fileOf(object), files.values()).delete(object, delete.object());
        return place;
    }

    private AlreadyAsDesired placeOf(ManifestObject object) {
        return new AlreadyAsDesired(object.file().path(), object.file().yaml().originalLine(object.node()));
    }

    private Manifests manifests() {
        return Manifests.of(files.values().stream()
                .filter(file -> !file.isDeleted() && !Kustomizations.isName(file.path()))
                .map(EditedFile::now)
                .toList());
    }

    private EditedFile fileOf(ManifestObject object) {
        return files.get(object.file().path());
    }

    private static JsonNode valueOf(ManifestObject object) {
        return NodeValue.of(object.node());
    }

    private void requireHolds(Made earlier, DesiredChange change) {
        if (!earlier.holds() || !earlier.change().object().isSameObjectAs(change.object())) return;
        if (!holds(earlier.change())) throw Contradiction.between(earlier.change(), change);
    }

    private boolean holds(DesiredChange change) {
        List<ManifestObject> defining = manifests().defining(change.object(), folder.namespaces());
        return switch (change) {
            case FieldChange field -> holdsIn(defining, field);
            case CreateObject create ->
                !defining.isEmpty()
                        && ObjectMerge.changes(create.object(), valueOf(defining.getFirst()), create.content()).stream()
                                .allMatch(field -> holdsIn(defining, field));
            case DeleteObject delete -> defining.isEmpty();
        };
    }

    private static boolean holdsIn(List<ManifestObject> defining, FieldChange change) {
        return !defining.isEmpty() && Contradiction.holds(valueOf(defining.getFirst()), change);
    }
}
