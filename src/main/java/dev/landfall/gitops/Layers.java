package dev.landfall.gitops;

import dev.landfall.reason.Reason;

/** Where in Git an owner takes an object from. */
public sealed interface Layers {

    /** One folder, of plain manifests or built with Kustomize: which of them, its tree tells. */
    record PlainFolder(GitSource source) implements Layers {}

    /** Landfall cannot place an edit there, by name of what stands in the way. */
    record CannotPlace(Reason reason) implements Layers {}
}
