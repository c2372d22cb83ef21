package dev.landfall.cluster;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Carries requests to controllers, written into the objects that they watch: the only writes to a cluster that exist
 * for objects owned through Git.
 */
public interface ControllerRequests {

    /**
     * Sets one annotation by a merge patch of nothing else, under the field manager {@code landfall}.
     *
     * @return the object as the API server answered it, so that its {@code metadata.managedFields} tell the server's
     *     time of the request; empty where the right is missing
     */
    Optional<LiveObject> annotate(ObjectRef ref, String annotation, String value);

    /**
     * Applies a JSON patch; put a {@code test} of what must still hold into it.
     *
     * @return whether it was applied; false where a {@code test} failed or the object has changed meanwhile
     * @throws ClusterException of fault RIGHTS where the right is missing
     */
    boolean patch(ObjectRef ref, JsonNode jsonPatch);
}
