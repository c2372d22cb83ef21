package dev.landfall.gitops.flux;

import dev.landfall.cluster.InventoryId;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The objects that an owner says it applied: the only proof of ownership. */
record Inventory(Set<InventoryId> ids) {

    static Inventory of(LiveObject owner) {
        return new Inventory(owner.at("/status/inventory/entries")
                .valueStream()
                .map(entry -> InventoryId.parse(entry.path("id").asString("")))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet()));
    }

    /** @param entry of {@code status.inventory.entries} */
    static Optional<ObjectRef> object(JsonNode entry) {
        return InventoryId.parse(entry.path("id").asString(""))
                .map(id -> id.object(entry.path("v").asString("")));
    }

    Set<String> namespaces() {
        return ids.stream()
                .map(InventoryId::namespace)
                .filter(namespace -> !namespace.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    boolean lists(ObjectRef object) {
        return ids.contains(InventoryId.of(object));
    }
}
