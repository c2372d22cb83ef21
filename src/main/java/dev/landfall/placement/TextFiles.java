package dev.landfall.placement;

import dev.landfall.gitops.Charting;
import dev.landfall.gitops.FileValue;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.SourceFiles;
import dev.landfall.render.YamlDocuments;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Files whose whole texts are values of a chart: what is edited as a value becomes the text. */
record TextFiles(SourceFiles files, List<FileValue> values) {

    static TextFiles of(CheckedOut read) {
        return new TextFiles(
                read.files(), read.source().charting().map(Charting::files).orElse(List.of()));
    }

    /** The same edit, of the text of the file where it is one of these. */
    FileEdit asText(FileEdit edit) {
        Optional<FileValue> value =
                values.stream().filter(each -> each.path().equals(edit.path())).findFirst();
        if (value.isEmpty()) return edit;
        JsonNode after = YamlDocuments.in(edit.after().orElseThrow()).getFirst();
        for (String key : value.get().way()) after = after.path(key);
        return new FileEdit.WriteFile(
                edit.path(),
                Optional.of(files.contents(List.of(edit.path())).get(edit.path())),
                Optional.of(after.asString().getBytes(StandardCharsets.UTF_8)),
                edit.fields());
    }
}
