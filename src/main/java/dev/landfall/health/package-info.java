/** Judges by our own rules whether an object and its pods are healthy: open {@link dev.landfall.health.Health} first. */
package dev.landfall.health;
