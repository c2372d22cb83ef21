package dev.landfall.render;

import dev.landfall.reason.Reason;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** What a build came to. */
public sealed interface Rendering {

    /** The objects as they would be applied. */
    record Rendered(List<JsonNode> objects) implements Rendering {
        public Rendered {
            objects = List.copyOf(objects);
        }
    }

    /** The source does not build, in the words of the program that builds it. */
    record Failed(Reason reason) implements Rendering {}
}
