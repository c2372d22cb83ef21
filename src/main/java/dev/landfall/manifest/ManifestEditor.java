package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * Places desired changes in the plain manifests of one source. It sees all files that the owner reads, since only so it
 * is known that an object is defined once; hence one file that cannot be read stops every edit.
 */
public final class ManifestEditor {

    /**
     * All changes, or none, in this order.
     *
     * @param files all files that the owner reads as plain manifests, and the kustomization files that name them where
     *     there are any
     * @param changes at least one; of the same object or of several
     */
    public EditPlan plan(SourceFolder folder, List<ManifestFile> files, List<DesiredChange> changes) {
        if (changes.isEmpty()) throw new IllegalStateException("a plan without changes");
        try {
            FolderEditing editing = new FolderEditing(folder, files);
            changes.forEach(editing::make);
            return editing.plan();
        } catch (Refusal refusal) {
            return new CannotPlace(refusal.reason());
        }
    }

    /** Whether the files that can be read say all of it. */
    public boolean isAsDesired(SourceFolder folder, List<ManifestFile> files, List<DesiredChange> changes) {
        List<ManifestFile> readable =
                files.stream().filter(ManifestEditor::isReadable).toList();
        return plan(folder, readable, changes) instanceof EditPlan.AlreadyAsDesired;
    }

    private static boolean isReadable(ManifestFile file) {
        try {
            ReadableFile _ = ReadableFile.of(file);
            return true;
        } catch (Refusal unreadable) {
            return false;
        }
    }

    /** Every place where the files define the object. */
    public Search find(List<ManifestFile> files, Namespaces namespaces, ObjectRef object) {
        List<Reason> unreadable = new ArrayList<>();
        List<ReadableFile> readable = new ArrayList<>();
        for (ManifestFile file : files) {
            try {
                readable.add(ReadableFile.of(file));
            } catch (Refusal refusal) {
                unreadable.add(refusal.reason());
            }
        }
        List<FoundObject> found = Manifests.of(readable).defining(object, namespaces).stream()
                .map(ManifestObject::place)
                .toList();
        return new Search(found, List.copyOf(unreadable));
    }
}
