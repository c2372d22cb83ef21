package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What shall be true of objects, whatever makes them. */
record Wanted(List<DesiredChange> changes) {

    /**
     * The objects as they shall be.
     *
     * @throws IllegalArgumentException where an object has no place for a change
     */
    AppliedObjects in(AppliedObjects before) {
        AppliedObjects expected = before;
        for (DesiredChange change : changes) {
            ObjectRef ref = expected.find(change.object()).orElse(change.object());
            Optional<JsonNode> object = Optional.ofNullable(expected.objects().get(ref));
            expected = expected.with(ref, change.appliedTo(object));
        }
        return expected;
    }

    /** A change holds where making it would change nothing. */
    boolean holdIn(AppliedObjects objects) {
        try {
            return in(objects).differencesTo(objects).isEmpty()
                    && changes.stream().allMatch(change -> isThere(change, objects));
        } catch (IllegalArgumentException nothingToChange) {
            return false;
        }
    }

    private static boolean isThere(DesiredChange change, AppliedObjects objects) {
        return change instanceof DesiredChange.DeleteObject
                || objects.find(change.object()).isPresent();
    }
}
