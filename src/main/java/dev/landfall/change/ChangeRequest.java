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
 */
public record ChangeRequest(
        List<DesiredChange> changes,
        String what,
        Manner manner,
        Map<ObjectRef, Destination> destinations,
        String reverts) {
    public ChangeRequest {
        changes = List.copyOf(changes);
        destinations = Map.copyOf(destinations);
        if (changes.isEmpty()) throw new IllegalStateException("a request without changes: " + what);
    }

    public ChangeRequest(List<DesiredChange> changes, String what, Manner manner) {
        this(changes, what, manner, Map.of(), "");
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
        return changesOf(target).stream().anyMatch(DesiredChange.DeleteObject.class::isInstance);
    }

    Destination destinationOf(ObjectRef target) {
        return destinations.entrySet().stream()
                .filter(entry -> entry.getKey().isSameObjectAs(target))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(manner.destination());
    }

    /** {@code Deployment shop/web}, or how many there are. */
    public String about() {
        List<ObjectRef> targets = targets();
        return targets.size() == 1
                ? targets.getFirst().toString()
                : targets.getFirst() + " and " + (targets.size() - 1) + " more";
    }
}
