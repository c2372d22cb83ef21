package dev.landfall.gitops;

import tools.jackson.databind.JsonNode;

/**
 * Something that an owner's own spec puts into the kustomization of its folder, above what stands there, or onto
 * everything that comes out.
 *
 * @param field of the kustomization, such as {@code images} or {@code namePrefix}
 * @param value as a kustomization has it: one entry of the field's list, or the whole of the field
 * @param place of it, such as {@code spec.images[0]} of the owner
 * @param isImageText whether the owner writes the entry of {@code images} as one text, such as {@code web=shop/web:2.0}
 * @param isOptional whether the owner passes over a component that is not there
 */
public record Addition(String field, JsonNode value, SpecPlace place, boolean isImageText, boolean isOptional) {
    /** The labels and annotations that every object gets in the end; no field of a kustomization. */
    public static final String COMMON_METADATA = "commonMetadata";

    public boolean isCommonMetadata() {
        return field.equals(COMMON_METADATA);
    }

    public Addition(String field, JsonNode value, SpecPlace place, boolean isImageText) {
        this(field, value, place, isImageText, false);
    }

    /** The same with another value. */
    public Addition with(JsonNode other) {
        return new Addition(field, other, place, isImageText, isOptional);
    }

    public Addition(String field, JsonNode value, String place) {
        this(field, value, SpecPlace.inOwner(place), false);
    }
}
