package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.List;

/**
 * A change of an owner's own spec, since that decides what was asked for of objects that it applies.
 *
 * @param uid of the owner when the change was planned
 * @param changes of the owner, not of the objects
 * @param targets the objects, whose wanted values come about by it
 */
public record OwnerChange(ObjectRef owner, String uid, List<DesiredChange> changes, List<ObjectRef> targets) {
    public OwnerChange {
        changes = List.copyOf(changes);
        targets = List.copyOf(targets);
    }
}
