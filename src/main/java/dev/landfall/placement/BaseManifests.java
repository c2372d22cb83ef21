package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.FoundObject;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.Search;
import dev.landfall.manifest.SourceFolder;
import dev.landfall.reason.Reason;
import dev.landfall.render.Closure;
import dev.landfall.render.Naming;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The files that define what a build renders. In them an object has the name that it had before prefixes, suffixes and
 * namespaces were put to it; patches are no definitions, though they look like it.
 */
record BaseManifests(GitSource source, Closure closure) {

    Search find(ObjectRef object) {
        Set<FoundObject> found = new LinkedHashSet<>();
        Set<Reason> unreadable = new LinkedHashSet<>();
        byNaming()
                .forEach((naming, files) -> written(naming, object).ifPresent(inFile -> {
                    Search search = new ManifestEditor().find(files, namespaces(naming), inFile);
                    found.addAll(search.found());
                    unreadable.addAll(search.unreadable());
                }));
        return new Search(List.copyOf(found), List.copyOf(unreadable));
    }

    EditPlan plan(List<DesiredChange> changes) {
        List<Naming> namings = byNaming().keySet().stream()
                .filter(naming -> changes.stream().anyMatch(change -> defines(naming, change.object())))
                .toList();
        if (namings.size() == 1) return plan(namings.getFirst(), changes);
        ObjectRef object = changes.getFirst().object();
        return new EditPlan.CannotPlace(
                namings.isEmpty()
                        ? KustomizeRefusals.notInAFile(object)
                        : KustomizeRefusals.severalFiles(object, find(object).found()));
    }

    /** Without the object, and without its file's name in kustomizations where nothing is left in it. */
    EditPlan without(DeleteObject deletion, FieldEdit told, List<ManifestFile> kustomizations) {
        List<Naming> namings = byNaming().keySet().stream()
                .filter(naming -> defines(naming, deletion.object()))
                .toList();
        if (namings.size() != 1) return plan(List.of(deletion));
        List<ManifestFile> all = new ArrayList<>(byNaming().get(namings.getFirst()));
        all.addAll(kustomizations);
        ObjectRef written = written(namings.getFirst(), deletion.object()).orElseThrow();
        return switch (new ManifestEditor().plan(folder(namings.getFirst()), all, List.of(new DeleteObject(written)))) {
            case EditPlan.Edits edits ->
                new EditPlan.Edits(edits.files().stream()
                        .map(edit -> edit.fields().isEmpty()
                                ? edit
                                : EditedFiles.telling(
                                        edit,
                                        List.of(told.atLine(
                                                edit.fields().getFirst().line()))))
                        .toList());
            case EditPlan.AlreadyAsDesired already -> already;
            case EditPlan.CannotPlace cannot -> cannot;
        };
    }

    /** The name that the object has in its file; empty where no file defines it. */
    Optional<String> writtenName(ObjectRef object) {
        return byNaming().keySet().stream()
                .filter(naming -> defines(naming, object))
                .flatMap(naming -> written(naming, object).stream())
                .map(ObjectRef::name)
                .findFirst();
    }

    private boolean defines(Naming naming, ObjectRef object) {
        return written(naming, object)
                .filter(inFile -> !new ManifestEditor()
                        .find(byNaming().get(naming), namespaces(naming), inFile)
                        .found()
                        .isEmpty())
                .isPresent();
    }

    private EditPlan plan(Naming naming, List<DesiredChange> changes) {
        List<DesiredChange> inFile = new ArrayList<>();
        for (DesiredChange change : changes) {
            Optional<ObjectRef> object = written(naming, change.object());
            if (object.isEmpty()) return new EditPlan.CannotPlace(KustomizeRefusals.notInAFile(change.object()));
            inFile.add(change.of(object.get()));
        }
        return switch (new ManifestEditor().plan(folder(naming), byNaming().get(naming), inFile)) {
            case EditPlan.Edits edits ->
                new EditPlan.Edits(edits.files().stream()
                        .map(file -> rendered(file, naming))
                        .toList());
            case EditPlan.AlreadyAsDesired already -> already;
            case EditPlan.CannotPlace cannot -> cannot;
        };
    }

    private Map<Naming, List<ManifestFile>> byNaming() {
        Map<Naming, Set<String>> paths = new LinkedHashMap<>();
        closure.resources()
                .forEach(resource -> paths.computeIfAbsent(resource.naming(), _ -> new LinkedHashSet<>())
                        .add(resource.path()));
        Map<Naming, List<ManifestFile>> files = new LinkedHashMap<>();
        paths.forEach((naming, inside) -> files.put(
                naming,
                inside.stream()
                        .map(path ->
                                new ManifestFile(path, closure.build().files().get(path)))
                        .toList()));
        return files;
    }

    private static Optional<ObjectRef> written(Naming naming, ObjectRef object) {
        return naming.written(object.kind(), object.name())
                .map(name -> new ObjectRef(object.group(), object.version(), object.kind(), object.namespace(), name));
    }

    /** No file that is not there yet would be built, since no kustomization names it. */
    private SourceFolder folder(Naming naming) {
        return new SourceFolder(source.path(), namespaces(naming), path -> false);
    }

    private Namespaces namespaces(Naming naming) {
        return new Namespaces(
                naming.namespace().orElse(source.defaultNamespace()),
                naming.namespace().isPresent());
    }

    /** With the objects by the names that people know: those that the cluster has. */
    private static FileEdit rendered(FileEdit edit, Naming naming) {
        return EditedFiles.telling(
                edit,
                edit.fields().stream()
                        .map(field -> new FieldEdit(
                                rendered(field.object(), naming),
                                field.path(),
                                field.before(),
                                field.after(),
                                field.line()))
                        .toList());
    }

    private static ObjectRef rendered(ObjectRef object, Naming naming) {
        return new ObjectRef(
                object.group(),
                object.version(),
                object.kind(),
                object.namespace(),
                naming.rendered(object.kind(), object.name()));
    }
}
