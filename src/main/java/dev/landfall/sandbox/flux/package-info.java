/**
 * A look-alike of Flux's source-controller and kustomize-controller for GitRepositories and Kustomizations over plain
 * manifests, built from statuses recorded on the real ones: open {@link dev.landfall.sandbox.flux.Flux} first.
 */
package dev.landfall.sandbox.flux;
