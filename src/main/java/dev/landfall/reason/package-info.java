/** Why something cannot go on: one record that every answer and every failure carries. Open {@link dev.landfall.reason.Reason}. */
package dev.landfall.reason;
