package dev.landfall.schema;

import dev.landfall.reason.Reason;

/** The kind has no such field; the reason names those that are near. */
public record NoSuchField(Reason reason) implements Resolved, Converted {}
