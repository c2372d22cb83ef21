package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;

/**
 * Values that an owner gives its chart, above those of all files.
 *
 * @param yaml one mapping
 * @param heldBy another object that has them for the owner, such as a ConfigMap; empty where its own spec has them
 * @param place of them, such as {@code spec.source.helm.values} of the owner
 */
public record OwnValues(String yaml, Optional<ObjectRef> heldBy, SpecPlace place, Form form) {

    /** In the owner itself. */
    public OwnValues(String yaml, String place, Form form) {
        this(yaml, SpecPlace.inOwner(place), form);
    }

    /** Those of the owner's own spec. */
    public OwnValues(String yaml, SpecPlace place, Form form) {
        this(yaml, Optional.empty(), place, form);
    }

    /** How the owner holds them. */
    public enum Form {
        /** As a mapping. */
        MAPPING,
        /** As a text, which is YAML. */
        TEXT,
        /** As a list of names and values, as {@code helm --set} takes them. */
        PARAMETERS,
        /** As the text of a single value, as {@code helm --set} takes it; that alone, at its path, is the mapping. */
        SINGLE,
        /** The same, as {@code helm --set-literal} takes it: as it stands. */
        SINGLE_LITERAL;

        public boolean isSingle() {
            return this == SINGLE || this == SINGLE_LITERAL;
        }
    }
}
