/**
 * The durable record of changes: what was planned, approved, landed, seen; a memory for resuming, listing and auditing,
 * never the truth. Open {@link dev.landfall.journal.Journal} first.
 */
package dev.landfall.journal;
