/** From an instruction to a change request: open {@link dev.landfall.operate.Instructions} first. */
package dev.landfall.operate;
