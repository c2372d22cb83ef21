package dev.landfall.cluster;

import java.time.Instant;

/** An event about an object; reason and message come from the cluster and are untrusted text. */
public record EventNote(Instant at, String type, String reason, String message, int count) {}
