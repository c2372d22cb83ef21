package dev.landfall.manifest;

import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlException;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.manifest.yaml.YamlNode;
import dev.landfall.manifest.yaml.YamlNode.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Edits documents that define no object, such as kustomizations and patches, for a field of an object elsewhere. */
public final class DocumentEditor {

    /**
     * @param changes of the document, in this order; the object that they name does not count
     * @param told what comes of it, for people; its line is put right here
     */
    public EditPlan plan(ManifestFile file, DocumentPlace place, List<? extends FieldChange> changes, FieldEdit told) {
        try {
            EditedFile edited = EditedFile.of(ReadableFile.of(file));
            int line = place.text().isPresent()
                    ? inText(edited, place, changes)
                    : inDocument(edited, place.document(), changes);
            return edited.edit()
                    .map(edit -> edits(edit, told.atLine(line)))
                    .orElseGet(() -> new AlreadyAsDesired(file.path(), line));
        } catch (Refusal refusal) {
            return new CannotPlace(refusal.reason());
        }
    }

    private static EditPlan edits(FileEdit edit, FieldEdit told) {
        return new Edits(List.of(new WriteFile(edit.path(), edit.before(), edit.after(), List.of(told))));
    }

    /**
     * The text of a new document, or empty where no way to write it could be proven.
     *
     * @param model whose ways of writing it takes over
     */
    public Optional<String> text(JsonNode document, ManifestFile model) {
        try {
            byte[] written =
                    YamlFile.written(document, List.of(ReadableFile.of(model).yaml()), false);
            return Optional.of(new String(written, StandardCharsets.UTF_8));
        } catch (YamlException | Refusal _) {
            return Optional.empty();
        }
    }

    /**
     * What the documents of a file, or of a text in it, say; empty ones are null.
     *
     * @throws IllegalArgumentException where it cannot be read
     */
    public List<JsonNode> documents(ManifestFile file, Optional<FieldPath> text) {
        try {
            ReadableFile readable = ReadableFile.of(file);
            ReadableFile source = text.map(path -> inner(readable, path, scalar(EditedFile.of(readable), path)))
                    .orElse(readable);
            return source.yaml().documents().stream().map(NodeValue::of).toList();
        } catch (Refusal refusal) {
            throw new IllegalArgumentException(refusal.reason().message(), refusal);
        }
    }

    private static int inDocument(EditedFile file, int document, List<? extends FieldChange> changes) {
        int first = 0;
        for (FieldChange change : changes) {
            NodePath root = NodePath.root(document);
            ManifestObject whole = new ManifestObject(file.now(), root, file.at(root), change.object());
            int line = new FieldEditing(file, Manifests.editable(whole), change).make();
            first = first == 0 ? line : first;
        }
        return first;
    }

    private static int inText(EditedFile file, DocumentPlace place, List<? extends FieldChange> changes) {
        FieldPath path = place.text().orElseThrow();
        Scalar before = scalar(file, path);
        int header = file.yaml().line(before);
        EditedFile text = EditedFile.of(inner(file.now(), path, before));
        int line = inDocument(text, place.document(), changes);
        JsonNode after =
                JsonNodeFactory.instance.stringNode(new String(text.yaml().bytes(), StandardCharsets.UTF_8));
        inDocument(file, 0, List.of(new SetField(changes.getFirst().object(), path, after)));
        if (scalar(file, path).style() != before.style())
            throw new Refusal(
                    "edit-not-proven",
                    place + ": the text could not be written in the style that it has",
                    "change it by hand, and report the file's form as a fault of Landfall");
        return before.style() == ScalarStyle.LITERAL ? header + line : header;
    }

    private static ReadableFile inner(ReadableFile file, FieldPath path, Scalar text) {
        byte[] content = text.value().getBytes(StandardCharsets.UTF_8);
        return ReadableFile.of(
                new ManifestFile(new DocumentPlace(file.path(), Optional.of(path), 0).toString(), content));
    }

    private static Scalar scalar(EditedFile file, FieldPath path) {
        YamlNode node = file.at(NodePath.root(0));
        for (FieldPath.Step step : path.steps()) node = child(node.resolved(), step);
        if (node instanceof Scalar scalar) return scalar;
        throw new Refusal(
                "wrong-shape", file.path() + ": " + path + " is no text that stands there", "write it out there");
    }

    private static YamlNode child(YamlNode node, FieldPath.Step step) {
        return switch (step) {
            case FieldPath.Key(String name)
            when node instanceof YamlNode.Mapping mapping -> mapping.read(name).orElse(node);
            case FieldPath.Index(int index)
            when index < node.children().size() -> node.children().get(index);
            case FieldPath.Key _, FieldPath.Index _, FieldPath.Item _, FieldPath.Element _ -> node;
        };
    }
}
