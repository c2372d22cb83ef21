package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;
import java.util.Optional;

/** What field a person means by a path, which may be only the end of it. */
public sealed interface Resolved permits Resolved.Field, Resolved.Ambiguous, NoSuchField {

    /**
     * @param path the whole way from the object
     * @param warning that nothing vouches for the field, if nothing does
     */
    record Field(FieldPath path, FieldType type, Optional<Reason> warning) implements Resolved {}

    /** Several fields end so; the reason names them. */
    record Ambiguous(Reason reason) implements Resolved {}
}
