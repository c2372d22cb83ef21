package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.health.Health;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What one object is to be, and what of it a look does not show. It remembers only for how long that has been so. */
final class Wanted {
    private static final Duration DEFAULTED = Duration.ofSeconds(10);

    private final List<DesiredChange> changes;
    private final ObjectRef target;
    private final Since removed = new Since();
    private final List<String> stillSet = new ArrayList<>();

    Wanted(List<DesiredChange> changes, ObjectRef target) {
        this.changes = changes;
        this.target = target;
    }

    /** Whether it is to be gone. */
    boolean isRemoval() {
        return DesiredChange.areRemoval(changes);
    }

    /** Whoever asks for a pause gets a paused object, and that is all there is to wait for. */
    boolean isAskedFor(Health.Suspended suspended) {
        FieldPath field = FieldPath.parse(suspended.field());
        return changes.stream()
                .anyMatch(change -> change instanceof DesiredChange.CreateObject create
                        ? field.in(create.content()).isPresent()
                        : change.field().equals(suspended.field()));
    }

    /** What is not as wanted. A field that was removed may come back as a default: that is no difference for long. */
    List<String> differing(LiveObject live, Duration now) {
        if (isRemoval()) return List.of();
        Optional<JsonNode> json = Optional.of(live.json());
        List<DesiredChange> unmet =
                changes.stream().filter(change -> !change.holdsIn(json)).toList();
        stillSet.clear();
        if (!unmet.isEmpty() && unmet.stream().allMatch(DesiredChange.RemoveField.class::isInstance)) {
            if (removed.yes(now).compareTo(DEFAULTED) >= 0) {
                unmet.forEach(change -> stillSet.add(change.field()));
                return List.of();
            }
        } else {
            removed.no();
        }
        return unmet.stream().map(change -> change.unmetIn(json)).toList();
    }

    /** Of the fields that were removed and came back. */
    List<Reason> warnings() {
        return stillSet.stream().map(this::stillSet).toList();
    }

    private Reason stillSet(String field) {
        return Reason.lasting(
                "still-set",
                field + " was removed where " + target + " is defined, and the live object still has a value there:"
                        + " a default of the API server, or somebody else's",
                "");
    }
}
