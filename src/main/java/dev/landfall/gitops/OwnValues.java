package dev.landfall.gitops;

/**
 * Values that an owner's own spec gives its chart, above those of all files.
 *
 * @param yaml one mapping
 * @param place of them, such as {@code spec.source.helm.values} of the owner
 */
public record OwnValues(String yaml, SpecPlace place, Form form) {

    /** In the owner itself. */
    public OwnValues(String yaml, String place, Form form) {
        this(yaml, SpecPlace.inOwner(place), form);
    }

    /** How the owner holds them. */
    public enum Form {
        /** As a mapping. */
        MAPPING,
        /** As a text, which is YAML. */
        TEXT,
        /** As a list of names and values, as {@code helm --set} takes them. */
        PARAMETERS
    }
}
