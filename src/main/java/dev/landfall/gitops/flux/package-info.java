/** Flux as a GitOps provider: open {@link dev.landfall.gitops.flux.FluxProvider} first. */
package dev.landfall.gitops.flux;
