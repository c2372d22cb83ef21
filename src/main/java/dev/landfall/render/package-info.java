/**
 * Renders a source with Kustomize in a closed room, from exactly the files that it reads: open {@link
 * dev.landfall.render.Closure} first, then {@link dev.landfall.render.Renderer}.
 */
package dev.landfall.render;
