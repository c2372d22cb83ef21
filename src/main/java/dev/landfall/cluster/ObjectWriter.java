package dev.landfall.cluster;

import dev.landfall.reason.Reason;
import tools.jackson.databind.JsonNode;

/**
 * Writes objects, each call guarded so that it takes nobody else's change back. A missing right is a
 * {@link ClusterException} of fault RIGHTS. With {@code dryRun} the API server does everything but keep the result.
 */
public interface ObjectWriter {

    /** What came of a write. */
    sealed interface Written {

        /** @param object as the API server has it now, or had it last */
        record Done(LiveObject object) implements Written {}

        /** The object is there already, is gone, or is not as the guard says: look again. Nothing was written. */
        record Changed(Reason reason) implements Written {}

        /** The API server or an admission webhook does not want it, in its own words. Nothing was written. */
        record Refused(Reason reason) implements Written {}
    }

    /**
     * Makes an object that must not be there yet. A creation and no server-side apply, which would take an object that
     * somebody made in between for ours.
     */
    Written create(ObjectRef ref, JsonNode object, boolean dryRun);

    /** Applies a JSON patch whose {@code test} operations say what must still hold. */
    Written patch(ObjectRef ref, JsonNode jsonPatch, boolean dryRun);

    /** Deletes the object in the background, provided that it is still the one of this uid and resource version. */
    Written delete(ObjectRef ref, String uid, String resourceVersion, boolean dryRun);
}
