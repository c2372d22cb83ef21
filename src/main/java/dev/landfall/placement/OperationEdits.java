package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.Kustomization;
import dev.landfall.render.SourceFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The edits by which an overlay that patches by operations, as RFC 6902 has them, and in no other way, could say one thing
 * more.
 *
 * @param definition the object as its file has it
 * @param rendered the object as it comes out now
 */
record OperationEdits(
        SourceFiles files, Kustomization overlay, JsonNode definition, FieldChange change, JsonNode rendered) {
    private static final List<String> FIELDS = List.of("patches", "patchesJson6902");

    /** A patch of the overlay, and where it stands. */
    private record Entry(Decider decider, Patch patch, List<JsonNode> documents) {
        boolean isOfOperations() {
            return documents.size() == 1 && documents.getFirst().isArray();
        }
    }

    /** Whether it is the overlay's way to patch. */
    boolean isHabit() {
        List<Entry> entries = entries().toList();
        return !entries.isEmpty()
                && entries.stream().allMatch(Entry::isOfOperations)
                && overlay.content().path("patchesStrategicMerge").isEmpty();
    }

    /** In the patch of the object that is there; else a patch of its own. */
    Stream<EditPlan> all() {
        Optional<ObjectNode> operation = new NewOperation(change, rendered).operation();
        if (operation.isEmpty()) return Stream.empty();
        List<Entry> own = entries().filter(this::isOfObject).toList();
        return own.isEmpty()
                ? newPatch(operation.get()).stream()
                : own.stream().map(entry -> added(entry, operation.get()));
    }

    private Stream<Entry> entries() {
        return FIELDS.stream()
                .flatMap(field -> IntStream.range(
                                0, overlay.content().path(field).size())
                        .mapToObj(i -> new Decider(overlay, field, Optional.of(i)))
                        .filter(decider -> !decider.isGiven()))
                .map(decider -> {
                    Patch patch = Patch.of(decider);
                    return new Entry(decider, patch, patch.documents(content(patch.file())));
                });
    }

    private boolean isOfObject(Entry entry) {
        JsonNode target = entry.decider().entry().path("target");
        boolean isOwn = overlay.folder().isEmpty() || entry.patch().file().startsWith(overlay.folder() + "/");
        return isOwn
                && target.path("kind").equals(definition.path("kind"))
                && target.path("name").asString("").equals(name());
    }

    private String name() {
        return definition.at("/metadata/name").asString("");
    }

    private EditPlan added(Entry entry, ObjectNode operation) {
        FieldPath item = new FieldPath(
                List.of(new FieldPath.Item("path", operation.path("path").asString())));
        return edited(entry.patch().document(0), new AddListItem(change.object(), item, operation));
    }

    private Optional<EditPlan> newPatch(ObjectNode operation) {
        Entry model = entries().reduce((_, later) -> later).orElseThrow();
        JsonNode patch = JsonNodeFactory.instance.arrayNode().add(operation);
        ManifestFile style = new ManifestFile(
                model.patch().text().isEmpty() ? model.patch().file() : overlay.path(),
                content(model.patch().text().isEmpty() ? model.patch().file() : overlay.path()));
        return new DocumentEditor().text(patch, style).map(text -> newPatch(model, text));
    }

    private EditPlan newPatch(Entry model, String text) {
        String field = model.decider().field();
        ObjectNode target = JsonNodeFactory.instance.objectNode();
        target.set("kind", definition.path("kind"));
        target.put("name", name());
        if (field.equals("patchesJson6902")) addVersion(target);
        Optional<PatchHabit.NewFile> file = new PatchHabit(overlay).newFile(field, name(), files);
        ObjectNode item = JsonNodeFactory.instance.objectNode();
        item.set("target", target);
        FieldPath list = new FieldPath(List.of(new FieldPath.Key(field)));
        if (model.patch().text().isPresent() || file.isEmpty()) {
            item.put("patch", text.strip());
            return edited(
                    DocumentPlace.of(overlay.path()),
                    new AddListItem(change.object(), list.to(new FieldPath.Item("patch", text.strip())), item));
        }
        String path = file.get().item().path("path").asString();
        item.put("path", path);
        AddListItem entry = new AddListItem(change.object(), list.to(new FieldPath.Item("path", path)), item);
        return OverlayEdits.withNewFile(
                file.get().path(),
                text,
                edited(DocumentPlace.of(overlay.path()), entry),
                DecidedEdits.told(change, rendered));
    }

    /** Without it the older field finds nothing. */
    private void addVersion(ObjectNode target) {
        String version = definition.path("apiVersion").asString("");
        if (version.contains("/")) target.put("group", version.substring(0, version.indexOf('/')));
        target.put("version", version.substring(version.indexOf('/') + 1));
    }

    private EditPlan edited(DocumentPlace place, FieldChange inPlace) {
        ManifestFile file = new ManifestFile(place.file(), content(place.file()));
        return new DocumentEditor().plan(file, place, List.of(inPlace), DecidedEdits.told(change, rendered));
    }

    private byte[] content(String path) {
        return files.contents(List.of(path)).get(path);
    }
}
