/** Judges by our own rules whether a workload and its pods are healthy: open {@link dev.landfall.health.Health} first. */
package dev.landfall.health;
