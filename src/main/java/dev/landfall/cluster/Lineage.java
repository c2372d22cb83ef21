package dev.landfall.cluster;

import java.util.List;

/**
 * The asked object and what it descends from by owner references, nearest first; each parent's uid is the one that the
 * reference names, so that a parent that was made anew under the same name ends the line.
 *
 * @param stale the reference at which the line was cut since its parent is gone or has another uid; empty if none was
 */
public record Lineage(List<LiveObject> objects, String stale) {

    public LiveObject asked() {
        return objects.getFirst();
    }

    public LiveObject root() {
        return objects.getLast();
    }

    /** From the asked object up to this one. */
    public List<ObjectRef> chainTo(ObjectRef end) {
        List<ObjectRef> refs = objects.stream().map(LiveObject::ref).toList();
        return refs.subList(0, refs.indexOf(end) + 1);
    }
}
