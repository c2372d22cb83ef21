package dev.landfall.placement;

import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.FieldChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.render.Rendering;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Edits of the files that rules name, in a folder that Kustomize builds; a build proves each. */
record RuledBuild(BuiltFolder folder, Sharing sharing) {

    /** Empty where no rule gives some field to a file, or no edit of it comes to what is wanted. */
    Optional<Placed> place(List<DesiredChange> changes, LayoutChoice choice) {
        Edits all = new Edits(List.of());
        RuledBuild build = this;
        for (DesiredChange change : changes) {
            Optional<Edits> edits = build.one(change, choice);
            if (edits.isEmpty()) return Optional.empty();
            all = EditedFiles.merged(all, edits.get());
            build = new RuledBuild(build.folder.edited(edits.get()), sharing);
        }
        Edits merged = all;
        return applied()
                .map(before -> folder.proof(before).of(changes, merged))
                .filter(placed -> placed.plan() instanceof Edits);
    }

    /** Empty where no rule says where some new object goes, or not all are new. */
    Optional<Placed> create(List<DesiredChange> changes, LayoutChoice choice) {
        boolean isRuled = changes.stream()
                .anyMatch(change -> change instanceof DesiredChange.CreateObject
                        && choice.newFile(change.object()).isPresent());
        Optional<AppliedObjects> before = isRuled ? applied() : Optional.empty();
        boolean allNew = changes.stream()
                .allMatch(change -> change instanceof DesiredChange.CreateObject
                        && before.filter(
                                        objects -> objects.find(change.object()).isEmpty())
                                .isPresent());
        if (!allNew) return Optional.empty();
        NewBuiltObjects created =
                new NewBuiltObjects(folder.source(), folder.files(), folder.closure(), choice::newFile);
        return switch (created.plan(changes)) {
            case EditPlan.AlreadyAsDesired _ -> Optional.empty();
            case EditPlan.CannotPlace cannot -> Optional.of(new Placed(cannot, Proof.OF_NOTHING));
            case Edits edits -> Optional.of(folder.proof(before.orElseThrow()).of(changes, edits));
        };
    }

    private Optional<Edits> one(DesiredChange change, LayoutChoice choice) {
        if (!(change instanceof FieldChange field)) return Optional.empty();
        return choice.decidingFile(field)
                .flatMap(file -> applied()
                        .flatMap(before -> candidates(field, before)
                                .filter(plan ->
                                        isOnlyOf(plan, file.path()) && !KustomizeOverlay.isShared(plan, sharing))
                                .map(plan -> folder.proof(before).of(List.of(field), (Edits) plan))
                                .filter(placed -> placed.plan() instanceof Edits)
                                .map(placed -> (Edits) placed.plan())
                                .findFirst()));
    }

    private static boolean isOnlyOf(EditPlan plan, String file) {
        return plan instanceof Edits edits
                && edits.files().stream().allMatch(edit -> edit.path().equals(file));
    }

    /** What decides it now, then what defines the object, then what an overlay could say. */
    private Stream<EditPlan> candidates(FieldChange change, AppliedObjects before) {
        Optional<JsonNode> rendered = before.object(change.object());
        if (rendered.isEmpty()) return Stream.empty();
        DecidedEdits decided = new DecidedEdits(new OwnerSpec(folder.source()), folder.files(), change, rendered.get());
        Stream<EditPlan> deciding = folder.deciders().of(change, before).flatMap(decided::of);
        Stream<EditPlan> overlay = Stream.of(new KustomizeOverlay(folder.files(), folder.closure(), sharing))
                .flatMap(each -> each.edits(change, folder.base().find(change.object()), rendered));
        return Stream.of(deciding, Stream.of(change).map(each -> folder.base().plan(List.of(each))), overlay)
                .flatMap(Function.identity());
    }

    private Optional<AppliedObjects> applied() {
        return folder.renderer().render(folder.closure().build()) instanceof Rendering.Rendered rendered
                ? Optional.of(folder.objects(rendered))
                : Optional.empty();
    }
}
