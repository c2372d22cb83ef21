package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.EditPlan;
import dev.landfall.manifest.EditPlan.AlreadyAsDesired;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FoundObject;
import dev.landfall.render.Closure;
import dev.landfall.render.Rendering;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Finds where one change belongs in a folder that Kustomize builds: in whatever decides the field there, tried in order
 * until a build proves an edit.
 *
 * @param before what the owner applies now
 */
record BuiltField(BuiltFolder folder, Sharing sharing, AppliedObjects before) {
    private static final int MOST_DECIDERS = 3;

    Placed of(DesiredChange change) {
        if (change instanceof DesiredChange.DeleteObject deletion) return deleted(deletion);
        if (!(change instanceof DesiredChange.FieldChange field)) return folder.inBase(List.of(change), before);
        Optional<Generator> former =
                before.generated().formerly(field, before.objects().keySet());
        if (former.isPresent()) return Placed.cannot(KustomizeRefusals.formerName(field, former.get()));
        JsonNode rendered = before.object(change.object()).orElseThrow();
        DecidedEdits edits = new DecidedEdits(new OwnerSpec(folder.source()), folder.files(), written(field), rendered);
        Optional<EditPlan> common = edits.ofCommonMetadata();
        if (common.isPresent()) return inCommonMetadata(field, common.get());
        Optional<SubstitutedField> substituted =
                field instanceof DesiredChange.SetField set ? folder.substituted(set, before) : Optional.empty();
        if (substituted.isPresent()) return inVariables(substituted.get());
        return folder.deciders()
                .naming(field, rendered)
                .flatMap(decider -> tried(decider, edits, field).filter(BuiltField::isPlaced).stream())
                .findFirst()
                .orElseGet(() -> afterTrials(field, edits));
    }

    /** What stands below it comes out where it goes: that goes as well. */
    private Placed inCommonMetadata(DesiredChange.FieldChange field, EditPlan common) {
        Placed placed = tried(field, common);
        boolean isBelow = !isPlaced(placed) && field instanceof DesiredChange.RemoveField;
        return isBelow
                        && common instanceof Edits edits
                        && folder.base().plan(List.of(field)) instanceof Edits below
                        && !KustomizeOverlay.isShared(below, sharing)
                ? tried(field, EditedFiles.merged(edits, below))
                : placed;
    }

    /** Whatever decides the field is found by builds without each part that could. */
    private Placed afterTrials(DesiredChange.FieldChange field, DecidedEdits edits) {
        Iterator<Decider> deciding = deciding(field).limit(MOST_DECIDERS).iterator();
        if (!deciding.hasNext())
            return BuiltFolder.isGenerated(field, before) ? inGenerator(field) : inBaseOrOverlay(field);
        Optional<Placed> refused = Optional.empty();
        while (deciding.hasNext()) {
            Optional<Placed> placed = tried(deciding.next(), edits, field);
            if (placed.filter(BuiltField::isPlaced).isPresent()) return placed.get();
            refused = refused.or(() -> placed);
        }
        return refused.orElseGet(() -> overridden(field));
    }

    private static boolean isPlaced(Placed placed) {
        return placed.plan() instanceof Edits;
    }

    /** The first edit of a part that does it, or the first refusal; empty where Landfall does not edit that part. */
    private Optional<Placed> tried(Decider decider, DecidedEdits edits, DesiredChange.FieldChange field) {
        Optional<Placed> refused = Optional.empty();
        Iterator<EditPlan> plans =
                Stream.concat(edits.of(decider), ofReplacement(decider, field)).iterator();
        while (plans.hasNext()) {
            EditPlan plan = plans.next();
            Placed placed =
                    KustomizeOverlay.isShared(plan, sharing) ? inOverlay(field, (Edits) plan) : tried(field, plan);
            if (isPlaced(placed)) return Optional.of(placed);
            refused = refused.or(() -> Optional.of(placed));
        }
        return refused;
    }

    private Stream<EditPlan> ofReplacement(Decider decider, DesiredChange.FieldChange field) {
        return field instanceof DesiredChange.SetField set
                ? new ReplacementEdits(folder, before, decider, set).all()
                : Stream.empty();
    }

    /** The variable is edited where it is given; the text in the file only where that is what gives it. */
    private Placed inVariables(SubstitutedField field) {
        Optional<Placed> refused = Optional.empty();
        for (EditPlan plan : field.edits(change -> folder.planWithoutVariables(change, sharing))) {
            Placed placed = tried(field.change(), plan);
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        return refused.orElseGet(() -> Placed.cannot(field.unsolved()));
    }

    private Placed deleted(DesiredChange.DeleteObject deletion) {
        ObjectRef object = before.find(deletion.object()).orElseThrow();
        BuiltDeletion deleting =
                new BuiltDeletion(folder, sharing, deletion, before.objects().get(object));
        List<Generator> generators = before.generated().of(object);
        Optional<String> written = folder.base().writtenName(deletion.object());
        if (generators.isEmpty() && written.isEmpty())
            return Placed.cannot(KustomizeRefusals.notInAFile(deletion.object(), folder.closure(), before));
        Optional<Difference> naming = before.naming(object);
        if (!generators.isEmpty() && naming.isPresent())
            return Placed.cannot(KustomizeRefusals.stillNamed(object, naming.get()));
        EditPlan plan = written.map(deleting::ofDefined).orElseGet(() -> deleting.ofGenerated(generators));
        return KustomizeOverlay.isShared(plan, sharing)
                ? deletedInOverlay(deleting, generators, (Edits) plan)
                : tried(deletion, plan);
    }

    private Placed deletedInOverlay(BuiltDeletion deleting, List<Generator> generators, Edits shared) {
        DesiredChange.DeleteObject deletion = deleting.deletion();
        Optional<SharedObject> base = generators.isEmpty()
                ? folder.base().find(deletion.object()).found().stream()
                        .findFirst()
                        .flatMap(found ->
                                SharedObject.of(found, deletion.object().kind(), folder.files()))
                : Optional.of(SharedObject.of(generators.getLast()));
        KustomizeOverlay overlays = new KustomizeOverlay(folder.files(), folder.closure(), sharing);
        Optional<Placed> placed = base.flatMap(object -> overlays.above(object.path())
                .map(overlay -> deleting.inOverlay(overlay, object, generators))
                .filter(plan -> !KustomizeOverlay.isShared(plan, sharing))
                .map(plan -> tried(deletion, plan)));
        return placed.filter(BuiltField::isPlaced)
                .orElseGet(() -> Placed.cannot(KustomizeRefusals.sharedBase(deletion, shared, sharing, placed)));
    }

    private Placed inGenerator(DesiredChange.FieldChange change) {
        List<Generator> generators = before.generated().of(change.object());
        JsonNode rendered = before.object(change.object()).orElseThrow();
        GeneratedObject generated = new GeneratedObject(
                folder.files(), folder.closure(), generators, change, DecidedEdits.told(change, rendered));
        Optional<Edits> shared = Optional.empty();
        Optional<Placed> refused = Optional.empty();
        for (EditPlan plan : generated.edits().toList()) {
            if (KustomizeOverlay.isShared(plan, sharing)) {
                shared = shared.or(() -> Optional.of((Edits) plan));
                continue;
            }
            Placed placed = tried(change, plan);
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        if (shared.isPresent()) return inOverlay(change, shared.get(), generated);
        return refused.orElseGet(
                () -> Placed.cannot(KustomizeRefusals.generated(change.object(), generators.getFirst())));
    }

    private Placed inOverlay(DesiredChange.FieldChange change, Edits shared, GeneratedObject generated) {
        Optional<Placed> placed = generated.inOverlay(sharing).map(plan -> tried(change, plan));
        return placed.filter(each -> each.plan() instanceof Edits)
                .orElseGet(() -> Placed.cannot(KustomizeRefusals.sharedBase(change, shared, sharing, placed)));
    }

    private Placed inBaseOrOverlay(DesiredChange.FieldChange change) {
        EditPlan inBase = folder.base().plan(List.of(written(change)));
        return KustomizeOverlay.isShared(inBase, sharing) ? inOverlay(change, (Edits) inBase) : tried(change, inBase);
    }

    /** @param shared the edit that would do it, of what others build from as well */
    private Placed inOverlay(DesiredChange.FieldChange change, Edits shared) {
        Optional<Placed> refused = Optional.empty();
        KustomizeOverlay overlay = new KustomizeOverlay(folder.files(), folder.closure(), sharing);
        Iterator<EditPlan> plans = overlay.edits(
                        written(change), folder.base().find(change.object()), before.object(change.object()))
                .iterator();
        while (plans.hasNext()) {
            Placed placed = tried(change, plans.next());
            if (placed.plan() instanceof Edits) return placed;
            refused = refused.or(() -> Optional.of(placed));
        }
        return Placed.cannot(KustomizeRefusals.sharedBase(change, shared, sharing, refused));
    }

    private DesiredChange.FieldChange written(DesiredChange.FieldChange change) {
        return before.generated().written(change, before.objects().keySet());
    }

    private Stream<Decider> deciding(DesiredChange.FieldChange change) {
        if (!folder.deciders().isAny()) return Stream.empty();
        if (folder.isForVariable(change)) return folder.deciders().of(change, before);
        if (!folder.isForImages(List.of(change)) && !folder.isForPart(change)) return decidingAfterProbe(change);
        List<Decider> now =
                folder.deciders().of(change, before).limit(MOST_DECIDERS).toList();
        return now.isEmpty() ? decidingAfterProbe(change) : now.stream();
    }

    /**
     * With the wanted value in the base, an entry that happens to say what the base says now is found as well; and where
     * the base decides, one build tells it.
     */
    private Stream<Decider> decidingAfterProbe(DesiredChange.FieldChange change) {
        if (folder.base().plan(List.of(change)) instanceof Edits probe
                && Form.of(folder.source(), EditedFiles.of(folder.files(), probe.files()))
                        instanceof Form.Built(Closure probed)
                && folder.renderer().render(probed.build()) instanceof Rendering.Rendered rendered) {
            AppliedObjects after = folder.objects(rendered);
            return new Wanted(List.of(change)).holdIn(after)
                    ? Stream.empty()
                    : new Deciders(folder.renderer(), folder.source(), probed).of(change, after);
        }
        return folder.deciders().of(change, before);
    }

    private Placed tried(DesiredChange change, EditPlan plan) {
        return switch (plan) {
            case EditPlan.CannotPlace cannot -> new Placed(cannot, Proof.OF_NOTHING);
            case AlreadyAsDesired already -> overridden(change);
            case Edits edits -> folder.proof(before).of(List.of(change), edits);
        };
    }

    private Placed overridden(DesiredChange change) {
        String file = folder.base().find(change.object()).found().stream()
                .findFirst()
                .map(FoundObject::path)
                .orElse("its file");
        return Placed.cannot(folder.deciders().overridden(List.of(change), before, file));
    }
}
