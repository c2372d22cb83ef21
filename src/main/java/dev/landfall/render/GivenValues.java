package dev.landfall.render;

/**
 * Values that an owner itself gives its chart.
 *
 * @param name of the place that they stand in, for people; no file is called so
 * @param yaml one mapping
 */
public record GivenValues(String name, String yaml) {}
