package dev.landfall.schema;

import dev.landfall.manifest.FieldPath;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;

/**
 * A field that somebody who makes an object has to give, and what the schema says of its value.
 *
 * @param allowed the only values that it may have, if they are limited
 * @param items what a list holds; {@link FieldType#UNKNOWN} for what is no list
 * @param description in the words of whoever made the kind; untrusted text
 */
public record WantedField(
        FieldPath path,
        FieldType type,
        FieldType items,
        List<JsonNode> allowed,
        Optional<JsonNode> byDefault,
        OptionalLong least,
        OptionalLong most,
        String description) {
    public WantedField {
        allowed = List.copyOf(allowed);
    }
}
