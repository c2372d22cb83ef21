package dev.landfall.manifest;

import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.NewObjectPlace.InFile;
import dev.landfall.manifest.NewObjectPlace.NewFile;
import dev.landfall.manifest.yaml.NodeEdit.AddDocument;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlException;
import dev.landfall.manifest.yaml.YamlFile;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Writes an object that no file has yet. */
record ObjectCreation(SourceFolder folder, Map<String, EditedFile> files, Manifests manifests) {

    /** @return where it was put, which is where the files did not say so */
    AlreadyAsDesired create(NewObject object) {
        NewObjectPlace place = new NewObjectPlace(folder, manifests.objects(), object.object(), object.given());
        ObjectNode content = object.content(folder.namespaces(), place.alike());
        NewObjectPlace.Place where =
                folder.newFiles().apply(object.object()).map(this::ruled).orElseGet(() -> place.place(taken()));
        return switch (where) {
            case InFile(ReadableFile file) -> added(object, content, files.get(file.path()));
            case NewFile(String path) -> written(object, content, path, place.alike());
        };
    }

    /** Where a rule wants it: among what is in that file, or in the file as a new one. */
    private NewObjectPlace.Place ruled(RuledFile ruled) {
        EditedFile there = files.get(ruled.path());
        if (there != null && !there.isDeleted() && !Kustomizations.isName(ruled.path())) {
            manifests.objects().stream()
                    .filter(other -> other.file().path().equals(ruled.path()))
                    .forEach(Manifests::editable);
            return new InFile(there.now());
        }
        boolean isRead = folder.holds(ruled.path()) && folder.reads().test(folder.relative(ruled.path()));
        if (isRead) return new NewFile(folder.relative(ruled.path()));
        throw new Refusal(
                "layout-file-not-read",
                "%s puts it into %s, and the owner of the folder \"%s\" would not read a new file there"
                        .formatted(ruled.rule(), ruled.path(), folder.path()),
                "correct the rule, or let the owner read that file");
    }

    private Set<String> taken() {
        return files.keySet().stream()
                .filter(folder::holds)
                .map(folder::relative)
                .collect(Collectors.toSet());
    }

    private AlreadyAsDesired added(NewObject object, ObjectNode content, EditedFile file) {
        Optional<NodePath> items = items(file);
        NodePath at;
        if (items.isPresent()) {
            int size = file.at(items.get()).children().size();
            new ValueEditing(file, object.object().toString()).add(items.get(), size, content);
            at = items.get().to(size);
        } else {
            file.make(new AddDocument(content), object.object().toString());
            at = NodePath.root(file.yaml().documents().size() - 1);
        }
        return told(object, content, file, file.yaml().originalLine(file.at(at)));
    }

    /** Of a file that is one {@code List}. */
    private Optional<NodePath> items(EditedFile file) {
        return manifests.objects().stream()
                .filter(other -> other.file().path().equals(file.path()) && other.isItem())
                .map(other -> other.path().parent())
                .findFirst();
    }

    private AlreadyAsDesired written(NewObject object, ObjectNode content, String path, List<ManifestObject> alike) {
        boolean json = path.endsWith(".json");
        List<YamlFile> models = alike.stream()
                .map(ManifestObject::file)
                .filter(file -> file.path().endsWith(".json") == json)
                .map(ReadableFile::yaml)
                .distinct()
                .toList();
        EditedFile file = EditedFile.created(folder.absolute(path), text(object, content, models, json));
        files.put(file.path(), file);
        Kustomizations.among(files.values()).add(file.path());
        return told(object, content, file, 1);
    }

    private static byte[] text(NewObject object, ObjectNode content, List<YamlFile> models, boolean json) {
        try {
            return YamlFile.written(content, models, json);
        } catch (YamlException failure) {
            throw new Refusal(
                    "edit-not-proven",
                    "no way to write " + object.object() + " could be proven: " + failure.getMessage(),
                    "create the file by hand, and report the object as a fault of Landfall");
        }
    }

    private static AlreadyAsDesired told(NewObject object, ObjectNode content, EditedFile file, int line) {
        file.tell(new FieldEdit(
                object.object(), Optional.empty(), Optional.empty(), Optional.of(NodeValue.asParsed(content)), line));
        return new AlreadyAsDesired(file.path(), line);
    }
}
