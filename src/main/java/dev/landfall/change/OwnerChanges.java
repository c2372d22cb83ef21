package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The changes of owners, and of what they read, that one search has come to; one for each object. */
final class OwnerChanges {
    private final List<OwnerChange> all = new ArrayList<>();

    /** @param others of objects that are not among them */
    List<OwnerChange> with(List<OwnerChange> others) {
        return Stream.concat(
                        all.stream(),
                        others.stream()
                                .filter(other -> all.stream()
                                        .noneMatch(known -> known.owner().isSameObjectAs(other.owner()))))
                .toList();
    }

    /** In the place of the one of the same object. */
    void put(OwnerChange change) {
        all.removeIf(known -> known.owner().isSameObjectAs(change.owner()));
        all.add(change);
    }

    /** Beside what is known of the same object: several owners can read it, or come from it. */
    void add(ObjectRef object, String uid, List<DesiredChange> changes, List<ObjectRef> targets) {
        List<OwnerChange> known = all.stream()
                .filter(change -> change.owner().isSameObjectAs(object))
                .toList();
        put(new OwnerChange(
                object,
                uid,
                Stream.concat(known.stream().flatMap(change -> change.changes().stream()), changes.stream())
                        .distinct()
                        .toList(),
                Stream.concat(known.stream().flatMap(change -> change.targets().stream()), targets.stream())
                        .distinct()
                        .toList()));
    }
}
