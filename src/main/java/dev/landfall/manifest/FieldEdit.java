package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;

/**
 * One field that an edit changes.
 *
 * @param oldValue the scalar's text, {@code null} spelled out where the file had no value
 * @param line of the old value in the file before the edit, counted from 1
 */
public record FieldEdit(ObjectRef object, FieldPath path, String oldValue, String newValue, int line) {}
