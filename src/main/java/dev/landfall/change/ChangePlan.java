package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.stream.Stream;

/**
 * Everything that a person approves.
 *
 * @param id for looking it up; the same request planned twice has two
 * @param parts each landed by itself, in this order, and only while all before it have landed; those in Git come first
 * @param digest of what the plan means, see {@link PlanDigest}; 64 hex digits
 * @param ownerChanges of owners whose own spec decides some of what is asked for
 * @param warnings what the person should know before saying yes
 */
public record ChangePlan(
        String id,
        ChangeRequest request,
        List<PlanPart> parts,
        List<OwnerChange> ownerChanges,
        String digest,
        List<Reason> warnings) {
    public ChangePlan {
        parts = List.copyOf(parts);
        ownerChanges = List.copyOf(ownerChanges);
    }

    /** One that is made in the objects themselves. */
    public ChangePlan(String id, ChangeRequest request, List<PlanPart> parts, String digest, List<Reason> warnings) {
        this(id, request, parts, List.of(), digest, warnings);
    }

    /** What shall be true of an object: as the request says, or of an owner so that it makes that true. */
    List<DesiredChange> wantedOf(ObjectRef object) {
        return Stream.concat(
                        request.changesOf(object).stream(),
                        ownerChanges.stream()
                                .filter(change -> change.owner().isSameObjectAs(object))
                                .flatMap(change -> change.changes().stream()))
                .toList();
    }

    /** Whether an object shall be gone afterwards, as the request says or since it changes along. */
    boolean removes(ObjectRef object) {
        return DesiredChange.areRemoval(wantedOf(object));
    }

    /** What was true of an object before, as far as an owner brings its change about. */
    List<DesiredChange> formerly(ObjectRef object) {
        return ownerChanges.stream()
                .flatMap(change -> change.former().stream())
                .filter(former -> former.object().isSameObjectAs(object))
                .distinct()
                .toList();
    }

    /** What an owner's change brings about; empty for any other object. */
    List<ObjectRef> broughtBy(ObjectRef owner) {
        return ownerChanges.stream()
                .filter(change -> change.owner().isSameObjectAs(owner))
                .flatMap(change -> change.targets().stream())
                .toList();
    }

    /** Whether an object is an owner that a generator brings to its new spec, in its own time. */
    boolean isGenerated(ObjectRef object) {
        return ownerChanges.stream()
                .anyMatch(change ->
                        change.generator().isPresent() && change.owner().isSameObjectAs(object));
    }

    /** Whether it generates owners that the change is about. */
    boolean isGenerator(ObjectRef object) {
        return ownerChanges.stream()
                .anyMatch(change ->
                        change.generator().filter(object::isSameObjectAs).isPresent());
    }

    /** The name that an object has after the change. */
    ObjectRef afterwards(ObjectRef target) {
        return parts.stream()
                .filter(PlanPart.InGit.class::isInstance)
                .map(part -> ((PlanPart.InGit) part).afterwards(target))
                .filter(then -> !then.isSameObjectAs(target))
                .findFirst()
                .orElse(target);
    }

    /** Of the objects by the names that they have after the change. */
    List<PlannedEdit> landedEdits() {
        return parts.stream().flatMap(part -> part.landedEdits().stream()).toList();
    }

    public List<PlannedEdit> edits() {
        return parts.stream().flatMap(part -> part.edits().stream()).toList();
    }
}
