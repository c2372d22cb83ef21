/**
 * A small cluster with look-alikes of Argo CD and Flux over real local Git, for {@code landfall demo} and fast tests:
 * open {@link dev.landfall.sandbox.Sandbox} first.
 */
package dev.landfall.sandbox;
