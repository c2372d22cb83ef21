package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.gitops.DirectWriter;
import dev.landfall.gitops.Ownership;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.reason.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Drafts what goes straight to the cluster, each write tried out by the API server's dry run. */
final class DirectDrafting {
    private final Cluster cluster;
    private final DirectWriter writer;
    private final Reverting reverting;

    DirectDrafting(Cluster cluster, DirectWriter writer, Reverting reverting) {
        this.cluster = cluster;
        this.writer = writer;
        this.reverting = reverting;
    }

    /** An object that is to be written, with what allows it. */
    sealed interface Assigned {}

    record Creating(Ownership.Absent absent, List<DesiredChange> changes) implements Assigned {}

    record Writing(Ownership.Unmanaged unmanaged, List<DesiredChange> changes) implements Assigned {}

    /** It shall not be there, and it is not. */
    record Gone(ObjectRef object) implements Assigned {}

    /**
     * @param rendered what changes of what owners among them make
     * @throws ImpossibleChange where one of them cannot be done
     */
    Draft.DirectPart part(
            ChangeRequest request, List<Assigned> assigned, List<String> rendered, List<Reason> warnings) {
        List<Draft.Write> writes = new ArrayList<>();
        List<PlanPart.DirectWrite> planned = new ArrayList<>();
        List<PlannedEdit> edits = new ArrayList<>();
        for (Assigned each : assigned) {
            switch (each) {
                case Creating creating -> {
                    planned.add(new PlanPart.DirectWrite(creating.absent().object(), ""));
                    writes.add(creation(creating, edits));
                }
                case Writing writing -> {
                    LiveObject live = writing.unmanaged().asked();
                    planned.add(new PlanPart.DirectWrite(live.ref(), live.uid()));
                    change(writing, edits).ifPresent(writes::add);
                }
                case Gone(ObjectRef object) -> planned.add(new PlanPart.DirectWrite(object, ""));
            }
        }
        refuseConflicts(request, edits);
        writes.forEach(write -> warnings.addAll(rehearse(write, request)));
        for (Draft.Write write : writes) {
            if (write instanceof Draft.Write.Delete delete
                    && SecretValues.isSecret(delete.unmanaged().asked().ref()))
                warnings.add(SecretValues.notKept(delete.unmanaged().asked().ref()));
        }
        return new Draft.DirectPart(new PlanPart.Direct(planned, edits, "", rendered), writes);
    }

    private void refuseConflicts(ChangeRequest request, List<PlannedEdit> edits) {
        List<String> conflicts = reverting.conflicts(request, edits).stream()
                .map(conflict -> conflict.told(managersOf(conflict.now())))
                .toList();
        if (!conflicts.isEmpty()) throw new ImpossibleChange(Refusals.revertConflict(conflicts));
    }

    private String managersOf(PlannedEdit edit) {
        return cluster.get(edit.object())
                .map(live -> String.join(", ", FieldManagers.of(live, edit.field())))
                .orElse("");
    }

    private static Draft.Write creation(Creating creating, List<PlannedEdit> edits) {
        Optional<JsonNode> object = Optional.empty();
        for (DesiredChange change : creating.changes()) object = change.appliedTo(object);
        JsonNode content = object.orElseThrow(() -> new IllegalStateException("nothing to create"));
        edits.add(PlannedEdit.direct(creating.absent().object(), "", Optional.empty(), Optional.of(content)));
        return new Draft.Write.Create(creating.absent(), content);
    }

    /** Empty where the object is as wanted already. */
    private static Optional<Draft.Write> change(Writing writing, List<PlannedEdit> edits) {
        LiveObject live = writing.unmanaged().asked();
        JsonNode after = live.json();
        for (DesiredChange change : writing.changes()) {
            switch (change) {
                case DesiredChange.DeleteObject delete -> {
                    edits.add(PlannedEdit.direct(
                            live.ref(), "", Optional.of(DeletedObject.kept(live)), Optional.empty()));
                    return Optional.of(new Draft.Write.Delete(writing.unmanaged()));
                }
                case DesiredChange.CreateObject create -> after = merged(create, after, live, edits);
                case DesiredChange.FieldChange field -> after = changed(field, after, live, edits);
            }
        }
        JsonNode patch = JsonPatchWriting.between(live.json(), after);
        return patch.isEmpty() ? Optional.empty() : Optional.of(new Draft.Write.Patch(writing.unmanaged(), patch));
    }

    private static JsonNode changed(
            DesiredChange.FieldChange change, JsonNode before, LiveObject live, List<PlannedEdit> edits) {
        if (change.holdsIn(Optional.of(before)) || isOnlyForGit(change)) return before;
        try {
            JsonNode after = change.appliedTo(Optional.of(before)).orElseThrow();
            edits.add(PlannedEdit.direct(
                    live.ref(),
                    change.field(),
                    change.path().in(before),
                    change.path().in(after)));
            return after;
        } catch (IllegalArgumentException noWay) {
            throw new ImpossibleChange(Refusals.noWayThere(live.ref(), change.field()));
        }
    }

    /** A live object always has replicas: to remove them would set them to one. */
    private static boolean isOnlyForGit(DesiredChange.FieldChange change) {
        return change instanceof DesiredChange.RemoveField && change.field().equals("spec.replicas");
    }

    /** As {@code kubectl apply} does it: what the manifest names is set, what it does not name stays. */
    private static JsonNode merged(
            DesiredChange.CreateObject create, JsonNode before, LiveObject live, List<PlannedEdit> edits) {
        if (create.holdsIn(Optional.of(before))) return before;
        JsonNode after = create.appliedTo(Optional.of(before)).orElseThrow();
        FieldDifference.between(before, after)
                .forEach(difference -> edits.add(PlannedEdit.direct(
                        live.ref(), difference.path().toString(), difference.before(), difference.after())));
        return after;
    }

    /** What is worth knowing. */
    private List<Reason> rehearse(Draft.Write write, ChangeRequest request) {
        return switch (write) {
            case Draft.Write.Create create -> {
                requireRight("create", create.absent().object());
                // In a namespace that the request itself makes nothing can be tried out yet.
                yield Namespaces.isMade(create.absent().object(), request, cluster)
                        ? List.of()
                        : Rehearsal.judge(writer.create(create.absent(), create.object(), true));
            }
            case Draft.Write.Patch patch -> {
                requireRight("patch", patch.unmanaged().asked().ref());
                yield Rehearsal.judge(writer.patch(patch.unmanaged(), patch.patch(), true));
            }
            case Draft.Write.Delete delete -> {
                requireRight("delete", delete.unmanaged().asked().ref());
                yield Rehearsal.judge(writer.delete(delete.unmanaged(), true));
            }
        };
    }

    private void requireRight(String verb, ObjectRef object) {
        WriteRights.missing(cluster, verb, object).ifPresent(missing -> {
            throw ClusterException.forbidden(missing, null);
        });
    }
}
