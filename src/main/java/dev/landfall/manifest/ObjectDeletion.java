package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.yaml.NodeEdit.RemoveDocument;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Takes an object out of its file, and the file away with its last one. */
record ObjectDeletion(EditedFile file, Collection<EditedFile> files) {

    void delete(ManifestObject object, ObjectRef ref) {
        FieldEdit told = new FieldEdit(
                ref,
                Optional.empty(),
                Optional.of(NodeValue.of(object.node())),
                Optional.empty(),
                file.yaml().originalLine(object.node()));
        String what = object.named().toString();
        new Reach(file.now()).requireOwn(object.node(), what);
        if (object.isItem() && file.at(object.path().parent()).children().size() > 1)
            new ValueEditing(file, what).remove(object.path());
        else deleteDocument(object.path().document(), what);
        file.tell(told);
    }

    private void deleteDocument(int document, String what) {
        List<YamlNode> documents = file.yaml().documents();
        boolean others = IntStream.range(0, documents.size())
                .anyMatch(i -> i != document && !FieldSearch.isNull(documents.get(i)));
        if (others) file.make(new RemoveDocument(document), what);
        else {
            file.delete();
            Kustomizations.among(files).remove(file.path());
        }
    }
}
