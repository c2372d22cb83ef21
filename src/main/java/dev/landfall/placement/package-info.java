/** From a wanted live field to the file and place that decides it: open {@link dev.landfall.placement.Placement} first. */
package dev.landfall.placement;
