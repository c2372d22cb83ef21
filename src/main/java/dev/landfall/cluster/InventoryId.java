package dev.landfall.cluster;

import java.util.Optional;

/**
 * Names an object in {@code status.inventory.entries[].id}: {@code <namespace>_<name>_<group>_<kind>}, with {@code __}
 * for each {@code :} of the name. The rule is that of {@code ParseObjMetadata} in fluxcd/cli-utils.
 *
 * @param namespace empty for a cluster-scoped object
 * @param group empty for the core group
 */
public record InventoryId(String namespace, String name, String group, String kind) {

    /** Empty for what is no inventory id. */
    public static Optional<InventoryId> parse(String id) {
        int afterNamespace = id.indexOf('_');
        int beforeKind = id.lastIndexOf('_');
        int beforeGroup = beforeKind < 1 ? -1 : id.lastIndexOf('_', beforeKind - 1);
        if (beforeGroup <= afterNamespace) return Optional.empty();
        String name = id.substring(afterNamespace + 1, beforeGroup).replace("__", ":");
        if (name.isEmpty() || name.contains("_")) return Optional.empty();
        return Optional.of(new InventoryId(
                id.substring(0, afterNamespace),
                name,
                id.substring(beforeGroup + 1, beforeKind),
                id.substring(beforeKind + 1)));
    }

    public static InventoryId of(ObjectRef object) {
        return new InventoryId(object.namespace(), object.name(), object.group(), object.kind());
    }

    /** @param version the API version, which the inventory keeps beside the id */
    public ObjectRef object(String version) {
        return new ObjectRef(group, version, kind, namespace, name);
    }

    /** As the inventory writes it. */
    @Override
    public String toString() {
        return namespace + "_" + name.replace(":", "__") + "_" + group + "_" + kind;
    }
}
