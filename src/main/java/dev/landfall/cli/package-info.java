/**
 * The command line: parses, calls, and renders. Open {@link dev.landfall.cli.CommandLineDoor} first, then
 * {@link dev.landfall.cli.ChangeFlow}.
 */
package dev.landfall.cli;
