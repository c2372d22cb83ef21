package dev.landfall.schema;

import dev.landfall.reason.Reason;
import tools.jackson.databind.JsonNode;

/** What a text that a person typed is as the value of a field. */
public sealed interface Converted permits Converted.Typed, Converted.WrongType, NoSuchField {

    record Typed(JsonNode value) implements Converted {}

    /** The field cannot have this value. */
    record WrongType(Reason reason) implements Converted {}
}
