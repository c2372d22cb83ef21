/** Turns a desired change into edits of manifest files, without I/O: open {@code ManifestEditor} first. */
package dev.landfall.manifest;
