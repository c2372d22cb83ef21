package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import tools.jackson.databind.JsonNode;

/** What shall be true of an object. */
public sealed interface DesiredChange {

    ObjectRef object();

    /** The field exists and shall have this value. */
    record SetField(ObjectRef object, FieldPath path, Scalar value) implements DesiredChange {

        /** Whether an object as the API server shows it has this value. */
        public boolean holdsIn(JsonNode live) {
            return path.in(live).map(value::isValueOf).orElse(false);
        }

        /** What an object as the API server shows it has there, for people. */
        public String valueIn(JsonNode live) {
            return path.in(live).map(JsonNode::asString).orElse("not set");
        }
    }
}
