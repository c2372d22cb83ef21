package dev.landfall.change;

import dev.landfall.cluster.LiveObject;
import java.util.List;

/** Who has written to an object, as the API server keeps it. */
final class FieldManagers {
    private FieldManagers() {}

    static List<String> of(LiveObject object) {
        return object.at("/metadata/managedFields")
                .valueStream()
                .map(entry -> entry.path("manager").asString("unknown"))
                .distinct()
                .toList();
    }
}
