package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.GitSource;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.CannotPlace;
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
import dev.landfall.render.Renderer;
import dev.landfall.render.Rendering;
import dev.landfall.render.SourceFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Takes an object out of a folder that Kustomize builds, with everything there that is about it alone: its document or
 * the entry that generates it, what names its file, its patches, and an entry of {@code replicas} without which the rest
 * would not build.
 */
final class BuiltDeletion {
    private static final List<String> PATCHES = List.of("patches", "patchesStrategicMerge", "patchesJson6902");

    private final Renderer renderer;
    private final GitSource source;
    private final SourceFiles files;
    private final Closure closure;
    private final DeleteObject deletion;
    private final FieldEdit told;
    private Edits made = new Edits(List.of());

    /** @param rendered the object as it comes out now */
    BuiltDeletion(
            Renderer renderer,
            GitSource source,
            SourceFiles files,
            Closure closure,
            DeleteObject deletion,
            JsonNode rendered) {
        this.renderer = renderer;
        this.source = source;
        this.files = files;
        this.closure = closure;
        this.deletion = deletion;
        this.told = new FieldEdit(deletion.object(), Optional.empty(), Optional.of(rendered), Optional.empty(), 1);
    }

    /** @param generators that make it or add to it */
    EditPlan ofGenerated(List<Generator> generators) {
        Optional<CannotPlace> refused = Optional.empty();
        for (Generator generator : generators.stream()
                .sorted((one, other) -> other.index() - one.index())
                .toList()) {
            EditPlan without = withoutItem(generator.kustomization().path(), generator.field(), generator.index());
            if (without instanceof CannotPlace cannot) refused = refused.or(() -> Optional.of(cannot));
        }
        if (refused.isPresent()) return refused.get();
        return told(generators.getLast().kustomization().path());
    }

    /** @param written the name that the object has in its file */
    EditPlan ofDefined(BaseManifests base, String written) {
        EditPlan ofBase = base.without(deletion, told, kustomizations());
        if (!(ofBase instanceof Edits edits)) return ofBase;
        made = edits;
        for (Kustomization kustomization : inGit())
            for (String field : PATCHES) withoutPatches(kustomization, field, written);
        if (!builds()) inGit().forEach(kustomization -> withoutReplicas(kustomization, written));
        return made;
    }

    private List<Kustomization> inGit() {
        return closure.kustomizations().stream()
                .filter(each -> files.kindOf(each.path()) == SourceFiles.Kind.FILE)
                .toList();
    }

    private List<ManifestFile> kustomizations() {
        return inGit().stream()
                .map(each -> new ManifestFile(each.path(), now(each.path())))
                .toList();
    }

    /** The last of the list first, so that the places of the others stay. */
    private void withoutPatches(Kustomization kustomization, String field, String written) {
        for (int i = kustomization.content().path(field).size() - 1; i >= 0; i--)
            withoutPatch(new Decider(kustomization, field, Optional.of(i)), written);
    }

    private void withoutPatch(Decider decider, String written) {
        if (decider.isGiven()) return;
        Patch patch = Patch.of(decider);
        if (current().kindOf(patch.file()) != SourceFiles.Kind.FILE) return;
        List<JsonNode> documents = patch.documents(now(patch.file())).stream()
                .filter(document -> !document.isNull())
                .toList();
        JsonNode target = decider.entry().path("target");
        List<JsonNode> own = target.isObject()
                ? (isOwn(target.path("kind"), target.path("name"), written) ? documents : List.of())
                : documents.stream()
                        .filter(document -> isOwn(document.path("kind"), document.at("/metadata/name"), written))
                        .toList();
        if (own.isEmpty()) return;
        if (own.size() < documents.size()) {
            if (patch.text().isEmpty()) own.forEach(document -> withoutDocument(patch.file(), document));
            return;
        }
        EditPlan without = withoutItem(
                decider.kustomization().path(), decider.field(), decider.index().orElseThrow());
        if (without instanceof Edits && patch.text().isEmpty() && !isNamedStill(patch.file())) delete(patch.file());
    }

    private boolean isOwn(JsonNode kind, JsonNode name, String written) {
        return kind.asString("").equals(deletion.object().kind())
                && name.asString("").equals(written);
    }

    private void withoutDocument(String file, JsonNode document) {
        ObjectRef patched = ObjectRef.of(
                document.path("apiVersion").asString(""),
                document.path("kind").asString(""),
                document.at("/metadata/namespace").asString("default"),
                document.at("/metadata/name").asString(""));
        SourceFolder folder = new SourceFolder("", new Namespaces("default", false), path -> false);
        add(new ManifestEditor()
                .plan(folder, List.of(new ManifestFile(file, now(file))), List.of(new DeleteObject(patched))));
    }

    private boolean isNamedStill(String file) {
        return inGit().stream()
                .anyMatch(each ->
                        Kustomization.named(each.path(), now(each.path())).contains(file));
    }

    private void delete(String file) {
        made = EditedFiles.merged(
                made, new Edits(List.of(new FileEdit.DeleteFile(file, Optional.of(now(file)), List.of()))));
    }

    private void withoutReplicas(Kustomization kustomization, String written) {
        JsonNode replicas = kustomization.content().path("replicas");
        IntStream.range(0, replicas.size())
                .map(i -> replicas.size() - 1 - i)
                .filter(i -> replicas.path(i).path("name").asString("").equals(written))
                .filter(i -> !new Decider(kustomization, "replicas", Optional.of(i)).isGiven())
                .forEach(i -> withoutItem(kustomization.path(), "replicas", i));
    }

    private boolean builds() {
        return Form.of(source, current()) instanceof Form.Built(Closure edited)
                && renderer.render(edited.build()) instanceof Rendering.Rendered;
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
        return add(new DocumentEditor().plan(file, DocumentPlace.of(path), List.of(without), told));
    }

    /** What is only named or patched tells nothing of its own: the object goes once. */
    private EditPlan add(EditPlan plan) {
        if (plan instanceof Edits edits) {
            List<FileEdit> silent = new ArrayList<>();
            edits.files().forEach(edit -> silent.add(EditedFiles.telling(edit, List.of())));
            made = EditedFiles.merged(made, new Edits(silent));
        }
        return plan;
    }

    private Edits told(String path) {
        return new Edits(made.files().stream()
                .map(edit -> edit.path().equals(path) ? EditedFiles.telling(edit, List.of(told)) : edit)
                .toList());
    }

    private SourceFiles current() {
        return EditedFiles.of(files, made.files());
    }

    private byte[] now(String path) {
        return current().contents(List.of(path)).get(path);
    }
}
