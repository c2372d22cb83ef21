package dev.landfall.placement;

import dev.landfall.cluster.LiveObject;
import dev.landfall.manifest.DesiredChange;
import dev.landfall.manifest.DesiredChange.RemoveField;
import dev.landfall.manifest.DesiredChange.SetField;
import dev.landfall.manifest.FieldDifference;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Where a change of a generated owner comes about: in what generates it, or in a file with its parameters. */
public sealed interface GeneratedPlace {

    /**
     * It can be made.
     *
     * @param inGenerator changes of the generator's own object
     * @param inFile edits of a file that it takes parameters from
     * @param effects what becomes of every owner that changes, the one that was meant first
     */
    record Found(List<DesiredChange> inGenerator, Optional<InFile> inFile, List<Effect> effects)
            implements GeneratedPlace {
        public Found {
            inGenerator = List.copyOf(inGenerator);
            effects = List.copyOf(effects);
        }
    }

    /** @param checkout whose file it is */
    record InFile(Checkout checkout, FileEdit edit) {}

    /** What becomes of a generated owner. */
    record Effect(LiveObject before, LiveObject after) {
        public List<DesiredChange> changes() {
            return changes(before.json(), after.json());
        }

        /** What was true before. */
        public List<DesiredChange> former() {
            return changes(after.json(), before.json());
        }

        private List<DesiredChange> changes(JsonNode from, JsonNode to) {
            return FieldDifference.between(from, to).stream()
                    .<DesiredChange>map(difference -> difference
                            .after()
                            .<DesiredChange>map(value -> new SetField(before.ref(), difference.path(), value))
                            .orElseGet(() -> new RemoveField(before.ref(), difference.path())))
                    .toList();
        }
    }

    /** It cannot, by name of what stands in the way. */
    record Cannot(Reason reason) implements GeneratedPlace {}
}
