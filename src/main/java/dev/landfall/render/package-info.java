/**
 * Renders a source with Kustomize or Helm in a closed room, from exactly the files that it reads: open {@link
 * dev.landfall.render.Closure} and {@link dev.landfall.render.Chart} first, then {@link dev.landfall.render.Renderer}.
 */
package dev.landfall.render;
