/** Plans, lands, tracks and reverts one change: open {@code ChangeEngine} first. */
package dev.landfall.change;
