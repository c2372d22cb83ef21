package dev.landfall.manifest;

import dev.landfall.cluster.ObjectRef;

/**
 * In which namespace an owner applies a manifest.
 *
 * @param defaultNamespace of manifests that name none
 * @param overrides whether it also takes the place of a namespace that a manifest names, as Flux's {@code
 *     targetNamespace} does
 */
public record Namespaces(String defaultNamespace, boolean overrides) {

    /** What the manifest says, applied where {@code object} lives: a cluster-scoped object has no namespace. */
    String of(String named, ObjectRef object) {
        if (object.namespace().isEmpty()) return "";
        return overrides || named.isEmpty() ? defaultNamespace : named;
    }
}
