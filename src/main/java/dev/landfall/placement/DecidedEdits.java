package dev.landfall.placement;

import dev.landfall.gitops.Addition;
import dev.landfall.manifest.DesiredChange.AddListItem;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.RemoveListItem;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.DocumentEditor;
import dev.landfall.manifest.DocumentPlace;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.FieldEdit;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ManifestFile;
import dev.landfall.render.SourceFiles;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * The edits of a part of a kustomization by which the field that it decides could become as wanted. Whether one does is
 * for a build to prove.
 *
 * @param spec what the owner gives
 * @param rendered the object as it comes out now
 */
record DecidedEdits(OwnerSpec spec, SourceFiles files, FieldChange change, JsonNode rendered) {

    /** In the order in which they are to be tried; none where Landfall does not edit that part. */
    Stream<EditPlan> of(Decider decider) {
        return switch (decider.field()) {
            case "images" -> ofImage(decider).stream();
            case "replicas" -> ofReplicas(decider).stream();
            case "labels" ->
                ofPair(decider.entry().path("pairs"), decider.written().to(new FieldPath.Key("pairs"))).stream();
            case "commonLabels", "commonAnnotations" -> ofPair(decider.entry(), decider.written()).stream();
            case Addition.COMMON_METADATA -> ofCommonMetadata(decider.entry(), decider.written()).stream();
            case "patches", "patchesStrategicMerge", "patchesJson6902" -> ofPatch(Patch.of(decider));
            default -> Stream.empty();
        };
    }

    private Optional<EditPlan> ofReplicas(Decider decider) {
        if (!(change instanceof SetField set)) return Optional.empty();
        FieldPath count = decider.written().path().to(new FieldPath.Key("count"));
        return Optional.of(in(decider.written().file(), List.of(new SetField(change.object(), count, set.value()))));
    }

    /** A label or annotation that is put to many objects; that it is one of the wanted ones alone is for the build. */
    private Optional<EditPlan> ofPair(JsonNode there, Decider.Written pairs) {
        if (!(change.path().last() instanceof FieldPath.Key key)) return Optional.empty();
        if (!there.has(key.name())) return Optional.empty();
        FieldPath pair = pairs.path().to(key);
        return switch (change) {
            case SetField set ->
                Optional.of(in(pairs.file(), List.of(new SetField(change.object(), pair, set.value()))));
            case RemoveField _ -> Optional.of(in(pairs.file(), List.of(new RemoveField(change.object(), pair))));
            case AddListItem _, RemoveListItem _ -> Optional.empty();
        };
    }

    /** In what the owner puts on every object after the build, which nothing overrides; empty where it is not there. */
    Optional<EditPlan> ofCommonMetadata() {
        List<Addition> additions = spec.source().kustomizing().additions();
        return IntStream.range(0, additions.size())
                .filter(i -> additions.get(i).isCommonMetadata())
                .boxed()
                .flatMap(i -> ofCommonMetadata(additions.get(i).value(), Decider.given(i)).stream())
                .findFirst();
    }

    private Optional<EditPlan> ofCommonMetadata(JsonNode metadata, Decider.Written place) {
        List<FieldPath.Step> steps = change.path().steps();
        boolean isOfHolder = steps.size() == 3 && steps.getFirst().equals(new FieldPath.Key("metadata"));
        return isOfHolder && steps.get(1) instanceof FieldPath.Key holder
                ? ofPair(metadata.path(holder.name()), place.to(holder))
                : Optional.empty();
    }

    private Optional<EditPlan> ofImage(Decider decider) {
        String now = change.path().in(rendered).map(value -> value.asString("")).orElse("");
        if (!(change instanceof SetField set) || !set.value().isString() || now.isEmpty()) return Optional.empty();
        List<FieldChange> changes = new ImageEntry(
                        change.object(), decider.written().path(), decider.entry())
                .changes(now, set.value().asString());
        return changes.isEmpty()
                ? Optional.empty()
                : Optional.of(in(decider.written().file(), changes));
    }

    /** Where it speaks of the field already comes first. */
    private Stream<EditPlan> ofPatch(Patch patch) {
        List<JsonNode> documents = patch.documents(content(patch.file()));
        return IntStream.range(0, documents.size())
                .boxed()
                .sorted(Comparator.comparing(
                        i -> change.path().in(documents.get(i)).isEmpty()))
                .flatMap(i -> inPatch(documents.get(i)).map(changed -> edited(patch.document(i), List.of(changed))));
    }

    private Stream<FieldChange> inPatch(JsonNode document) {
        if (document.isArray()) return new JsonPatch(document, rendered).changesFor(change);
        return document.isObject() ? Stream.of(change) : Stream.empty();
    }

    private EditPlan in(String file, List<FieldChange> changes) {
        return edited(DocumentPlace.of(file), changes);
    }

    private EditPlan edited(DocumentPlace place, List<FieldChange> changes) {
        return new DocumentEditor()
                .plan(new ManifestFile(place.file(), content(place.file())), place, changes, told(change, rendered));
    }

    /** As in Git, which the kustomization that is built need not be. */
    private byte[] content(String path) {
        return path.equals(OwnerSpec.FILE)
                ? spec.file().content()
                : files.contents(List.of(path)).get(path);
    }

    /** What an edit elsewhere changes in the object; on which line is not known here. */
    static FieldEdit told(FieldChange change, JsonNode rendered) {
        Optional<JsonNode> after = change.appliedTo(Optional.of(rendered)).flatMap(change.path()::in);
        return new FieldEdit(
                change.object(), Optional.of(change.path()), change.path().in(rendered), after, 1);
    }
}
