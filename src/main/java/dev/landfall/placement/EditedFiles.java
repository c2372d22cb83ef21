package dev.landfall.placement;

import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FileEdit;
import dev.landfall.render.SourceFiles;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Files as they will be after edits. */
record EditedFiles(SourceFiles before, Map<String, FileEdit> edits) implements SourceFiles {

    static EditedFiles of(SourceFiles before, List<FileEdit> edits) {
        return new EditedFiles(before, edits.stream().collect(Collectors.toMap(FileEdit::path, Function.identity())));
    }

    /** The edits of two steps as those of one: of a file that both edit, what the second makes of the first. */
    static EditPlan.Edits merged(EditPlan.Edits first, EditPlan.Edits second) {
        Map<String, FileEdit> merged = new LinkedHashMap<>();
        first.files().forEach(edit -> merged.put(edit.path(), edit));
        second.files().forEach(edit -> merged.merge(edit.path(), edit, EditedFiles::both));
        return new EditPlan.Edits(List.copyOf(merged.values()));
    }

    private static FileEdit both(FileEdit first, FileEdit second) {
        List<FieldEdit> fields =
                Stream.concat(first.fields().stream(), second.fields().stream()).toList();
        return second.after().isPresent()
                ? new FileEdit.WriteFile(second.path(), first.before(), second.after(), fields)
                : new FileEdit.DeleteFile(second.path(), first.before(), fields);
    }

    /** The same edits, which tell this of objects, each at the line that it told of before. */
    static EditPlan telling(EditPlan plan, List<FieldEdit> fields) {
        if (!(plan instanceof EditPlan.Edits edits)) return plan;
        return new EditPlan.Edits(edits.files().stream()
                .map(edit -> telling(
                        edit,
                        fields.stream()
                                .map(field -> field.atLine(edit.fields().stream()
                                        .mapToInt(FieldEdit::line)
                                        .findFirst()
                                        .orElse(1)))
                                .toList()))
                .toList());
    }

    /** The same edit, which tells this of objects. */
    static FileEdit telling(FileEdit edit, List<FieldEdit> fields) {
        return switch (edit) {
            case FileEdit.WriteFile write ->
                new FileEdit.WriteFile(write.path(), write.before(), write.after(), fields);
            case FileEdit.DeleteFile delete -> new FileEdit.DeleteFile(delete.path(), delete.before(), fields);
        };
    }

    private Optional<byte[]> after(String path) {
        return edits.get(path).after();
    }

    @Override
    public Kind kindOf(String path) {
        if (edits.containsKey(path)) return after(path).isPresent() && take(path) ? Kind.FILE : Kind.NOTHING;
        Kind kind = before.kindOf(path);
        return switch (kind) {
            case FILE, LINK -> kind;
            case FOLDER, NOTHING -> below(path).isEmpty() && links(path).isEmpty() ? Kind.NOTHING : Kind.FOLDER;
        };
    }

    @Override
    public boolean take(String path) {
        return before.take(path);
    }

    @Override
    public List<String> below(String folder) {
        TreeSet<String> paths = new TreeSet<>(before.below(folder));
        for (FileEdit edit : edits.values()) {
            if (edit.after().isEmpty()) paths.remove(edit.path());
            else if (take(edit.path()) && (folder.isEmpty() || edit.path().startsWith(folder + "/")))
                paths.add(edit.path());
        }
        return List.copyOf(paths);
    }

    @Override
    public List<String> links(String folder) {
        return before.links(folder);
    }

    @Override
    public Map<String, byte[]> contents(Collection<String> paths) {
        Map<String, byte[]> asked = new TreeMap<>(before.contents(
                paths.stream().filter(path -> !edits.containsKey(path)).toList()));
        for (String path : paths) {
            if (edits.containsKey(path))
                asked.put(path, after(path).orElseThrow(() -> new IllegalStateException("no file " + path)));
        }
        return asked;
    }
}
