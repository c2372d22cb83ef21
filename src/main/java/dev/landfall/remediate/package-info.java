/** From what is wrong to a change request that mends it: open {@link dev.landfall.remediate.Remediation} first. */
package dev.landfall.remediate;
