package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * One thing that an edit changes in a file.
 *
 * @param path empty for the whole object, which is created or deleted
 * @param before empty where the file had nothing there, or {@code null}
 * @param after empty where it has nothing there any more
 * @param line of the old value, or where the new one begins, in the file before the edit, counted from 1; 1 in a new file
 */
public record FieldEdit(
        ObjectRef object, Optional<FieldPath> path, Optional<JsonNode> before, Optional<JsonNode> after, int line) {

    public FieldEdit atLine(int other) {
        return new FieldEdit(object, path, before, after, other);
    }
}
