package dev.landfall.sandbox.flux;

import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code status.inventory}: what a Kustomization applied last. */
record Inventory(List<ObjectRef> objects) {

    static Inventory of(LiveObject kustomization) {
        List<ObjectRef> objects = new ArrayList<>();
        for (JsonNode entry : kustomization.at("/status/inventory/entries")) {
            objects.add(parse(entry.path("id").asString(""), entry.path("v").asString("")));
        }
        return new Inventory(objects);
    }

    void writeTo(ObjectNode status) {
        ArrayNode entries = status.putObject("inventory").putArray("entries");
        for (ObjectRef ref : objects) {
            String name = ref.name().replace(":", "__");
            entries.addObject()
                    .put("id", ref.namespace() + "_" + name + "_" + ref.group() + "_" + ref.kind())
                    .put("v", ref.version());
        }
    }

    boolean lists(ObjectRef object) {
        return objects.stream().anyMatch(object::isSameObjectAs);
    }

    private static ObjectRef parse(String id, String version) {
        int first = id.indexOf('_');
        int last = id.lastIndexOf('_');
        int middle = id.lastIndexOf('_', last - 1);
        String name = id.substring(first + 1, middle).replace("__", ":");
        return new ObjectRef(
                id.substring(middle + 1, last), version, id.substring(last + 1), id.substring(0, first), name);
    }
}
