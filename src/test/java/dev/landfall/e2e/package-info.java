/** Landfall against a real Argo CD and a real Flux, as a user runs it; see {@link dev.landfall.e2e.Shop} first. */
package dev.landfall.e2e;
