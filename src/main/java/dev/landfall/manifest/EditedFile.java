package dev.landfall.manifest;

import dev.landfall.manifest.FileEdit.DeleteFile;
import dev.landfall.manifest.FileEdit.WriteFile;
import dev.landfall.manifest.yaml.NodeEdit;
import dev.landfall.manifest.yaml.NodePath;
import dev.landfall.manifest.yaml.NodeValue;
import dev.landfall.manifest.yaml.YamlFile;
import dev.landfall.manifest.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A file while changes are made to it, one after the other. */
final class EditedFile {
    private final Optional<byte[]> before;
    private final List<FieldEdit> fields = new ArrayList<>();
    private ReadableFile now;
    private boolean deleted;

    private EditedFile(ReadableFile now, Optional<byte[]> before) {
        this.now = now;
        this.before = before;
    }

    static EditedFile of(ReadableFile file) {
        return new EditedFile(file, Optional.of(file.source().content()));
    }

    /** One that is not there yet. */
    static EditedFile created(String path, byte[] content) {
        return new EditedFile(ReadableFile.of(new ManifestFile(path, content)), Optional.empty());
    }

    String path() {
        return now.path();
    }

    ReadableFile now() {
        return now;
    }

    YamlFile yaml() {
        return now.yaml();
    }

    YamlNode at(NodePath path) {
        return yaml().at(path);
    }

    JsonNode value(NodePath path) {
        return NodeValue.of(at(path));
    }

    boolean isDeleted() {
        return deleted;
    }

    /** @throws Refusal if no way to write it could be proven to change nothing else */
    void make(NodeEdit edit, String what) {
        YamlFile edited = yaml().with(edit)
                .orElseThrow(() -> new Refusal(
                        "edit-not-proven",
                        path() + ": no way to write " + what
                                + " could be proven to leave the rest of the file as it is",
                        "change it by hand, and report the file's form as a fault of Landfall"));
        now = new ReadableFile(now.source(), edited);
    }

    void delete() {
        deleted = true;
    }

    void tell(FieldEdit field) {
        fields.add(field);
    }

    /** Empty if it is as it was. */
    Optional<FileEdit> edit() {
        if (deleted) return before.isEmpty() ? Optional.empty() : Optional.of(new DeleteFile(path(), before, fields));
        byte[] after = yaml().bytes();
        boolean same = before.isPresent() && Arrays.equals(before.get(), after);
        return same ? Optional.empty() : Optional.of(new WriteFile(path(), before, Optional.of(after), fields));
    }
}
