/**
 * An API server in memory and the loop that its controllers run in: open
 * {@link dev.landfall.sandbox.cluster.ObjectStore} first; users come in by
 * {@link dev.landfall.sandbox.cluster.SandboxCluster}.
 */
package dev.landfall.sandbox.cluster;
