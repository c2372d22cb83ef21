package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.FileEdit;
import dev.landfall.manifest.ImageReference;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The edits by which an overlay could say of a field what its base does not, in the order in which they are to be tried.
 *
 * @param base the object as its file has it
 * @param rendered the object as it comes out now
 */
record OverlayEdits(
        SourceFiles files, Kustomization overlay, SharedObject base, FieldChange change, JsonNode rendered) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final FieldPath REPLICAS = FieldPath.parse("spec.replicas");

    /** As the {@code ReplicaCountTransformer} of Kustomize knows them. */
    private static final Set<String> SCALED =
            Set.of("Deployment", "StatefulSet", "ReplicaSet", "ReplicationController");

    Stream<EditPlan> all() {
        Stream<EditPlan> entries = Stream.concat(
                replicas().map(item -> entry("replicas", item)).stream(),
                image().map(item -> entry("images", item)).stream());
        OperationEdits operations = new OperationEdits(files, overlay, base.definition(), change, rendered);
        if (operations.isHabit()) return Stream.concat(entries, operations.all());
        if (!new MergePatch(change).isPossible()) return entries;
        return Stream.of(entries, inPatches(), newPatch().stream()).flatMap(each -> each);
    }

    private Optional<ObjectNode> replicas() {
        boolean scales = change instanceof SetField
                && change.path().equals(REPLICAS)
                && SCALED.contains(change.object().kind());
        if (!scales) return Optional.empty();
        ObjectNode item = JSON.objectNode().put("name", base.name());
        item.set("count", ((SetField) change).value());
        return Optional.of(item);
    }

    private Optional<ObjectNode> image() {
        boolean names = change.path().last().equals(new FieldPath.Key("image"));
        if (!names || !(change instanceof SetField set) || !set.value().isString()) return Optional.empty();
        ImageReference now = new ImageReference(
                change.path().in(rendered).map(value -> value.asString("")).orElse(""));
        ImageReference wanted = new ImageReference(set.value().asString());
        if (now.text().isEmpty() || (wanted.tag().isEmpty() && wanted.digest().isEmpty())) return Optional.empty();
        ObjectNode item = JSON.objectNode().put("name", now.repository());
        if (!wanted.repository().equals(now.repository())) item.put("newName", wanted.repository());
        if (!wanted.tag().isEmpty()) item.put("newTag", wanted.tag());
        if (!wanted.digest().isEmpty()) item.put("digest", wanted.digest());
        return Optional.of(item);
    }

    private EditPlan entry(String field, ObjectNode item) {
        FieldPath place =
                list(field).to(new FieldPath.Item("name", item.path("name").asString()));
        return edited(DocumentPlace.of(overlay.path()), new AddListItem(change.object(), place, item));
    }

    private static FieldPath list(String field) {
        return new FieldPath(List.of(new FieldPath.Key(field)));
    }

    /** In a patch of the same object that the overlay has. */
    private Stream<EditPlan> inPatches() {
        return Stream.of("patches", "patchesStrategicMerge")
                .flatMap(field -> IntStream.range(
                                0, overlay.content().path(field).size())
                        .mapToObj(i -> new Decider(overlay, field, Optional.of(i)))
                        .filter(decider -> !decider.isGiven())
                        .map(Patch::of))
                .filter(this::isOwn)
                .flatMap(this::inPatch);
    }

    /** A patch that lies elsewhere may be another overlay's. */
    private boolean isOwn(Patch patch) {
        return overlay.folder().isEmpty() || patch.file().startsWith(overlay.folder() + "/");
    }

    private Stream<EditPlan> inPatch(Patch patch) {
        List<JsonNode> documents = patch.documents(content(patch.file()));
        return IntStream.range(0, documents.size())
                .filter(i -> isOfObject(documents.get(i)))
                .mapToObj(i -> edited(patch.document(i), new MergePatch(change).in(documents.get(i))));
    }

    private boolean isOfObject(JsonNode patch) {
        return patch.path("kind").equals(base.definition().path("kind"))
                && patch.at("/metadata/name").asString("").equals(base.name());
    }

    private Optional<EditPlan> newPatch() {
        Optional<String> text =
                new DocumentEditor().text(new MergePatch(change).of(base.definition()), base.model(files));
        return text.map(patch -> new PatchHabit(overlay)
                .newFile(base.name(), files)
                .map(file -> inNewFile(file, patch))
                .orElseGet(() -> inline(patch.strip())));
    }

    private EditPlan inline(String patch) {
        ObjectNode item = JSON.objectNode().put("patch", patch);
        FieldPath place = list("patches").to(new FieldPath.Item("patch", patch));
        return edited(DocumentPlace.of(overlay.path()), new AddListItem(change.object(), place, item));
    }

    private EditPlan inNewFile(PatchHabit.NewFile file, String patch) {
        AddListItem entry = new AddListItem(change.object(), file.place(), file.item());
        return withNewFile(
                file.path(),
                patch,
                edited(DocumentPlace.of(overlay.path()), entry),
                DecidedEdits.told(change, rendered));
    }

    /** @param named the edit of the kustomization that names the file */
    static EditPlan withNewFile(String path, String text, EditPlan named, FieldEdit told) {
        if (!(named instanceof Edits edits)) return named;
        List<FileEdit> both = new ArrayList<>();
        both.add(new FileEdit.WriteFile(
                path, Optional.empty(), Optional.of(text.getBytes(StandardCharsets.UTF_8)), List.of(told)));
        edits.files().forEach(edit -> both.add(EditedFiles.telling(edit, List.of())));
        return new Edits(both);
    }

    private EditPlan edited(DocumentPlace place, FieldChange inPlace) {
        ManifestFile file = new ManifestFile(place.file(), content(place.file()));
        return new DocumentEditor().plan(file, place, List.of(inPlace), DecidedEdits.told(change, rendered));
    }

    private byte[] content(String path) {
        return files.contents(List.of(path)).get(path);
    }
}
