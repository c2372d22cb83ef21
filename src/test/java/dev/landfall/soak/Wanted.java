package dev.landfall.soak;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What shall be true of an object afterwards.
 *
 * @param pointer RFC 6901; empty where the object shall be gone
 * @param value as text, numbers too; empty where the object shall be gone
 */
record Wanted(ObjectRef object, String pointer, String value) {

    boolean isGone() {
        return pointer.isEmpty();
    }

    boolean holdsIn(Optional<JsonNode> found) {
        if (isGone()) return found.isEmpty();
        return found.filter(json -> json.at(pointer).asString("").equals(value)).isPresent();
    }
}
