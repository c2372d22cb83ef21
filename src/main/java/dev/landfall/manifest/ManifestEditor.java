package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Places desired changes in the plain manifests of one source. It sees all files that the owner reads, since only so it
 * is known that an object is defined once; hence one file that cannot be read stops every edit.
 */
public final class ManifestEditor {

    /**
     * All changes, or none.
     *
     * @param files all files that the owner reads as plain manifests
     * @param changes at least one; of the same object or of several
     */
    public EditPlan plan(List<ManifestFile> files, Namespaces namespaces, List<DesiredChange> changes) {
        if (changes.isEmpty()) throw new IllegalStateException("a plan without changes");
        try {
            return edits(targets(files, namespaces, changes));
        } catch (Refusal refusal) {
            return new CannotPlace(refusal.reason());
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

    private static List<Target> targets(List<ManifestFile> files, Namespaces namespaces, List<DesiredChange> changes) {
        Manifests manifests = Manifests.of(files.stream().map(ReadableFile::of).toList());
        List<Target> targets = new ArrayList<>();
        for (DesiredChange change : changes) {
            switch (change) {
                case SetField set -> {
                    ManifestObject object = manifests.only(set.object(), namespaces);
                    targets.add(new Target(set, object.file(), new FieldSearch(object, set.path()).scalar()));
                }
                case DesiredChange other ->
                    throw new Refusal("edit-not-built", "this kind of edit cannot be made yet", "make it by hand");
            }
        }
        refuseContradictions(targets);
        return targets;
    }

    private static void refuseContradictions(List<Target> targets) {
        Map<List<Object>, Target> byPlace = new LinkedHashMap<>();
        for (Target target : targets) {
            Target other = byPlace.putIfAbsent(target.place(), target);
            if (other != null && !other.change().value().equals(target.change().value()))
                throw new Refusal(
                        "contradiction",
                        target.change().path() + " of " + target.change().object() + " cannot be both "
                                + other.change().value() + " and "
                                + target.change().value(),
                        "ask for one value");
        }
    }

    private static EditPlan edits(List<Target> targets) {
        Map<ReadableFile, Map<List<Object>, Target>> pending = targets.stream()
                .filter(target -> !target.isAsDesired())
                .collect(Collectors.groupingBy(
                        Target::file,
                        LinkedHashMap::new,
                        Collectors.toMap(Target::place, target -> target, (one, _) -> one, LinkedHashMap::new)));
        if (pending.isEmpty())
            return new AlreadyAsDesired(
                    targets.getFirst().file().path(), targets.getFirst().line());
        return new Edits(pending.entrySet().stream()
                .<FileEdit>map(entry -> Target.write(
                        entry.getKey(), List.copyOf(entry.getValue().values())))
                .toList());
    }
}
