package dev.landfall.change;

import dev.landfall.cluster.ObjectRef;

/**
 * One field of one object in one file.
 *
 * @param line from 1, for people; no part of what is approved, since other commits move lines
 */
public record PlannedEdit(String file, ObjectRef object, String field, String oldValue, String newValue, int line) {}
