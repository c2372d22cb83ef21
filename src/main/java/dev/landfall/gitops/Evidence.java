package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;

/**
 * What was seen that proves a verdict.
 *
 * @param revision the commit that the controller reported, 40 hex digits, or empty where none did
 * @param observed a sentence with the fields and values seen
 */
public record Evidence(EvidenceClass evidenceClass, String revision, ObjectRef object, String observed) {}
