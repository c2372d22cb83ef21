package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ManifestEditor;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.manifest.Namespaces;
import dev.landfall.manifest.SourceFolder;
import dev.landfall.render.Closure;
import dev.landfall.render.Kustomization;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Takes out of kustomizations what they say of one object alone, and the files that nothing reads any more after it.
 *
 * <p>Each step works on what those before it have left.
 */
final class RemovedEntries {
    private static final List<String> PATCHES = List.of("patches", "patchesStrategicMerge", "patchesJson6902");

    private final BuiltFolder folder;
    private final Sharing sharing;
    private final DeleteObject deletion;
    private final FieldEdit told;
    private Edits made = new Edits(List.of());

    /** @param told what comes of it, for people */
    RemovedEntries(BuiltFolder folder, Sharing sharing, DeleteObject deletion, FieldEdit told) {
        this.folder = folder;
        this.sharing = sharing;
        this.deletion = deletion;
        this.told = told;
    }

    /** All edits so far. */
    Edits made() {
        return made;
    }

    void add(Edits edits) {
        made = EditedFiles.merged(made, edits);
    }

    /** Files outside of the kustomization's own folder may have a use that no kustomization tells of: they stay. */
    EditPlan withoutGenerator(Generator generator) {
        EditPlan without = withoutItem(generator.kustomization().path(), generator.field(), generator.index());
        if (without instanceof Edits)
            generator.files().stream()
                    .filter(file -> isBelow(generator.kustomization().folder(), file))
                    .forEach(this::deleteUnread);
        return without;
    }

    private static boolean isBelow(String folder, String path) {
        return folder.isEmpty() || path.startsWith(folder + "/");
    }

    /** @param kept a patch that stays */
    void withoutPatches(Kustomization kustomization, String written, Optional<Decider> kept) {
        patches(kustomization)
                .filter(decider -> kept.filter(decider::equals).isEmpty())
                .forEach(decider -> withoutPatch(decider, written));
    }

    /** Those that the owner does not give; the last of a list first, so that the places of the others stay. */
    static Stream<Decider> patches(Kustomization kustomization) {
        return PATCHES.stream().flatMap(field -> {
            int size = kustomization.content().path(field).size();
            return IntStream.range(0, size)
                    .mapToObj(i -> new Decider(kustomization, field, Optional.of(size - 1 - i)))
                    .filter(decider -> !decider.isGiven());
        });
    }

    private void withoutPatch(Decider decider, String written) {
        Patch patch = Patch.of(decider);
        if (current().kindOf(patch.file()) != SourceFiles.Kind.FILE) return;
        List<JsonNode> documents = documents(patch);
        List<JsonNode> own = own(decider, documents, written);
        if (own.isEmpty()) return;
        if (own.size() < documents.size()) {
            if (patch.text().isEmpty()) own.forEach(document -> withoutDocument(patch.file(), document));
            return;
        }
        EditPlan without = withoutItem(
                decider.kustomization().path(), decider.field(), decider.index().orElseThrow());
        if (without instanceof Edits && patch.text().isEmpty()) deleteUnread(patch.file());
    }

    private List<JsonNode> documents(Patch patch) {
        return patch.documents(now(patch.file())).stream()
                .filter(document -> !document.isNull())
                .toList();
    }

    private List<JsonNode> own(Decider decider, List<JsonNode> documents, String written) {
        JsonNode target = decider.entry().path("target");
        if (target.isObject()) return isOwn(target.path("kind"), target.path("name"), written) ? documents : List.of();
        return documents.stream()
                .filter(document -> isOwn(document.path("kind"), document.at("/metadata/name"), written))
                .toList();
    }

    private boolean isOwn(JsonNode kind, JsonNode name, String written) {
        return kind.asString("").equals(deletion.object().kind())
                && name.asString("").equals(written);
    }

    /** Whether a patch by its fields is about the object and nothing else, and nobody else reads it. */
    boolean isMergedOfItAlone(Decider decider, String written) {
        Patch patch = Patch.of(decider);
        if (decider.entry().has("target")
                || decider.field().equals("patchesJson6902")
                || current().kindOf(patch.file()) != SourceFiles.Kind.FILE
                || sharing.otherReader(patch.file()).isPresent()) return false;
        List<JsonNode> documents = documents(patch);
        return !documents.isEmpty() && own(decider, documents, written).size() == documents.size();
    }

    private void withoutDocument(String file, JsonNode document) {
        ObjectRef patched = ObjectRef.of(
                document.path("apiVersion").asString(""),
                document.path("kind").asString(""),
                document.at("/metadata/namespace").asString("default"),
                document.at("/metadata/name").asString(""));
        SourceFolder root = new SourceFolder("", new Namespaces("default", false), path -> false);
        addSilently(new ManifestEditor()
                .plan(root, List.of(new ManifestFile(file, now(file))), List.of(new DeleteObject(patched))));
    }

    /** Unless it is read still: by what is left here, or by anybody else. */
    private void deleteUnread(String file) {
        boolean isRead = !(Form.of(folder.source(), current()) instanceof Form.Built(Closure left))
                || left.reads(file)
                || sharing.otherReader(file).isPresent();
        if (!isRead) add(new Edits(List.of(new FileEdit.DeleteFile(file, Optional.of(now(file)), List.of()))));
    }

    /** Kustomize does not build an entry of {@code replicas} that finds nothing. */
    void withoutReplicas(List<Kustomization> kustomizations, String written) {
        boolean builds = Form.of(folder.source(), current()) instanceof Form.Built(Closure left)
                && folder.renderer().render(left.build()) instanceof Rendering.Rendered;
        if (!builds) kustomizations.forEach(kustomization -> withoutReplicas(kustomization, written));
    }

    private void withoutReplicas(Kustomization kustomization, String written) {
        JsonNode replicas = kustomization.content().path("replicas");
        IntStream.range(0, replicas.size())
                .map(i -> replicas.size() - 1 - i)
                .filter(i -> replicas.path(i).path("name").asString("").equals(written))
                .filter(i -> !new Decider(kustomization, "replicas", Optional.of(i)).isGiven())
                .forEach(i -> withoutItem(kustomization.path(), "replicas", i));
    }

    /** A list that would be left empty goes as a whole. */
    private EditPlan withoutItem(String path, String field, int index) {
        ManifestFile file = new ManifestFile(path, now(path));
        int size = new DocumentEditor()
                .documents(file, Optional.empty())
                .getFirst()
                .path(field)
                .size();
        FieldPath list = new FieldPath(List.of(new FieldPath.Key(field)));
        FieldChange without =
                new RemoveField(deletion.object(), size == 1 ? list : list.to(new FieldPath.Index(index)));
        return addSilently(new DocumentEditor().plan(file, DocumentPlace.of(path), List.of(without), told));
    }

    /** What is only named or patched tells nothing of its own: the object goes once. */
    private EditPlan addSilently(EditPlan plan) {
        if (plan instanceof Edits edits)
            add(new Edits(edits.files().stream()
                    .map(edit -> EditedFiles.telling(edit, List.of()))
                    .toList()));
        return plan;
    }

    /** The files as the edits so far leave them. */
    SourceFiles current() {
        return EditedFiles.of(folder.files(), made.files());
    }

    byte[] now(String path) {
        return current().contents(List.of(path)).get(path);
    }
}
