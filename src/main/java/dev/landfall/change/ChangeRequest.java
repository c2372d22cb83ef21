package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What shall be true of which objects, and why.
 *
 * @param changes what shall be true, all of it or nothing
 * @param what in a few words, such as {@code scale to 3 replicas}; becomes the commit's subject
 * @param destinations of single objects, where they differ from the manner's
 * @param reverts the change that this one takes back, or empty
 * @param symptoms what it is to mend; it is only verified once they are gone
 */
public record ChangeRequest(
        List<DesiredChange> changes,
        String what,
        Manner manner,
        Map<ObjectRef, Destination> destinations,
        String reverts,
        List<Symptom> symptoms) {
    public ChangeRequest {
        changes = List.copyOf(changes);
        symptoms = List.copyOf(symptoms);
        destinations = Map.copyOf(destinations);
        if (changes.isEmpty()) throw new IllegalStateException("a request without changes: " + what);
    }

    /** One that is to mend nothing. */
    public ChangeRequest(
            List<DesiredChange> changes,
            String what,
            Manner manner,
            Map<ObjectRef, Destination> destinations,
            String reverts) {
        this(changes, what, manner, destinations, reverts, List.of());
    }

    public ChangeRequest(List<DesiredChange> changes, String what, Manner manner) {
        this(changes, what, manner, Map.of(), "");
    }

    /** The same, to mend these. */
    public ChangeRequest mending(List<Symptom> healed) {
        return new ChangeRequest(changes, what, manner, destinations, reverts, healed);
    }

    public boolean isRevert() {
        return !reverts.isEmpty();
    }

    /** The objects that it is about, each once, in the order of the request. */
    public List<ObjectRef> targets() {
        List<ObjectRef> targets = new ArrayList<>();
        for (DesiredChange change : changes) {
            if (targets.stream().noneMatch(change.object()::isSameObjectAs)) targets.add(change.object());
        }
        return targets;
    }

    List<DesiredChange> changesOf(ObjectRef target) {
        return changes.stream()
                .filter(change -> change.object().isSameObjectAs(target))
                .toList();
    }

    /** Whether the object shall be gone afterwards. */
    boolean removes(ObjectRef target) {
        return DesiredChange.areRemoval(changesOf(target));
    }

    Destination destinationOf(ObjectRef target) {
        return destinations.entrySet().stream()
                .filter(entry -> entry.getKey().isSameObjectAs(target))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(manner.destination());
    }

    /** {@code scale to 3 replicas for Deployment shop/web}; of new objects, what is added names itself. */
    public String told() {
        boolean addsOnly = changes.stream().allMatch(DesiredChange.CreateObject.class::isInstance);
        return what + (addsOnly ? ": " : " for ") + about();
    }

    /** {@code Deployment shop/web}, or how many there are. */
    public String about() {
        List<ObjectRef> targets = targets();
        return targets.size() == 1
                ? targets.getFirst().toString()
                : targets.getFirst() + " and " + (targets.size() - 1) + " more";
    }
}
