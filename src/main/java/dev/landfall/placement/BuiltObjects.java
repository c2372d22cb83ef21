package dev.landfall.placement;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What comes out of the folder of an owner at a commit. */
public sealed interface BuiltObjects {

    /** The files are applied as they are. */
    record NotBuilt() implements BuiltObjects {}

    /** @param objects by their names; two of one name are left out, since which of them is applied is chance */
    record Built(Map<ObjectRef, JsonNode> objects) implements BuiltObjects {
        public Built {
            objects = Map.copyOf(objects);
        }

        /** A cluster-scoped object is found whatever namespace its manifest names. */
        public Optional<JsonNode> object(ObjectRef ref) {
            return new AppliedObjects(objects, GeneratedNames.NONE).object(ref);
        }
    }

    /** Nothing comes out. */
    record Failing(Reason reason) implements BuiltObjects {}
}
