package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;

/** What shall be true of an object. */
public sealed interface DesiredChange {

    ObjectRef object();

    /** The field exists and shall have this value. */
    record SetField(ObjectRef object, FieldPath path, Scalar value) implements DesiredChange {}
}
