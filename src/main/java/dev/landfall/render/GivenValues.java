package dev.landfall.render;

/**
 * Values that an owner itself gives its chart.
 *
 * @param name of the place that they stand in, for people; no file is called so
 * @param yaml one mapping
 * @param isSingle whether no other value than the one that it has can stand in it
 */
public record GivenValues(String name, String yaml, boolean isSingle) {
    public GivenValues(String name, String yaml) {
        this(name, yaml, false);
    }
}
