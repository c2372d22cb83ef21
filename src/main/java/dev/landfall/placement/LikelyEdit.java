package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FieldPath;
import dev.landfall.manifest.ImageReference;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What an edit will most likely be, told by the files alone, so that the build that proves it can be done beside that of
 * what is there. It decides nothing: where it is wrong, that build was for nothing.
 */
record LikelyEdit(BuiltFolder folder, Sharing sharing) {

    /** Empty where that cannot be told. */
    Optional<Edits> of(List<DesiredChange> changes) {
        try {
            return changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance)
                    ? edits(new NewBuiltObjects(
                                    folder.source(), folder.files(), folder.closure(), _ -> Optional.empty())
                            .plan(changes))
                    : ofFields(changes);
        } catch (IllegalArgumentException unlikely) {
            return Optional.empty();
        }
    }

    private Optional<Edits> ofFields(List<DesiredChange> changes) {
        if (!changes.stream().allMatch(FieldChange.class::isInstance)) return Optional.empty();
        if (changes.size() == 1) return ofField((FieldChange) changes.getFirst());
        return inBase(changes).filter(edits -> !KustomizeOverlay.isShared(edits, sharing));
    }

    private Optional<Edits> inBase(List<DesiredChange> changes) {
        boolean isElsewhere = folder.isForImages(changes)
                || changes.stream().anyMatch(change -> folder.isForVariable(change) || folder.isForPart(change));
        return isElsewhere ? Optional.empty() : edits(folder.base().plan(changes));
    }

    private Optional<Edits> ofField(FieldChange change) {
        Optional<JsonNode> defined = folder.base().find(change.object()).found().stream()
                .findFirst()
                .flatMap(found -> SharedObject.of(found, change.object().kind(), folder.files()))
                .map(SharedObject::definition);
        return defined.flatMap(object -> inEntry(change, object)
                .or(() -> inBase(List.of(change)))
                .flatMap(edits ->
                        KustomizeOverlay.isShared(edits, sharing) ? inOverlay(change, object) : Optional.of(edits)));
    }

    private Optional<Edits> inEntry(FieldChange change, JsonNode defined) {
        JsonNode rendered = rendered(change)
                .flatMap(image -> new SetField(change.object(), change.path(), image).appliedTo(Optional.of(defined)))
                .orElse(defined);
        DecidedEdits decided = new DecidedEdits(new OwnerSpec(folder.source()), folder.files(), change, rendered);
        return folder.deciders().naming(change, rendered).findFirst().stream()
                .flatMap(decided::of)
                .findFirst()
                .flatMap(LikelyEdit::edits);
    }

    /** As an entry of the wanted repository lets it come out; which images there are below is for a build to tell. */
    private Optional<JsonNode> rendered(FieldChange change) {
        boolean isImage = change.path().last().equals(new FieldPath.Key("image"))
                && change instanceof SetField set
                && ImageReference.isValid(set.value().asString(""));
        if (!isImage) return Optional.empty();
        String repository = new ImageReference(((SetField) change).value().asString()).repository();
        return folder.closure().kustomizations().stream()
                .flatMap(kustomization -> kustomization.content().path("images").valueStream())
                .map(LikelyEdit::image)
                .filter(image -> new ImageReference(image).repository().equals(repository))
                .findFirst()
                .map(JsonNodeFactory.instance::stringNode);
    }

    private static String image(JsonNode entry) {
        String name = entry.path("newName").asString(entry.path("name").asString(""));
        String tag = entry.path("newTag").asString("");
        String digest = entry.path("digest").asString("");
        return name + (tag.isEmpty() ? "" : ":" + tag) + (digest.isEmpty() ? "" : "@" + digest);
    }

    private Optional<Edits> inOverlay(FieldChange change, JsonNode defined) {
        return new KustomizeOverlay(folder.files(), folder.closure(), sharing)
                .edits(change, folder.base().find(change.object()), Optional.of(defined))
                .findFirst()
                .flatMap(LikelyEdit::edits);
    }

    private static Optional<Edits> edits(EditPlan plan) {
        return plan instanceof Edits edits ? Optional.of(edits) : Optional.empty();
    }
}
