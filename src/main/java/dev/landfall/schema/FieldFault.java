package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import dev.landfall.reason.Reason;

/** What is wrong with one field of an object. */
public record FieldFault(FieldPath path, Reason reason) {}
