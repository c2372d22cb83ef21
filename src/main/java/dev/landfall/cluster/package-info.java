/**
 * Reads Kubernetes objects, owner references, events and rights, and carries requests to controllers: open
 * {@link dev.landfall.cluster.Cluster} first.
 */
package dev.landfall.cluster;
