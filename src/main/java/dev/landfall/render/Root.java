package dev.landfall.render;

/**
 * Where a build begins, and how its owner has it done.
 *
 * @param folder empty for the repository's root
 * @param loadsOutside whether a kustomization may load files from outside of its own folder
 * @param generated whether a kustomization that names all manifests is made up where the folder has none
 * @param namespace put in the place of the kustomization's own; empty for none
 */
public record Root(String folder, boolean loadsOutside, boolean generated, String namespace) {}
