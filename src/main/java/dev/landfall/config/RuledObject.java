package dev.landfall.config;

/**
 * An object as rules of layouts look at it.
 *
 * @param namespace empty for one without
 * @param owner such as {@code Kustomization/flux-system/apps}
 */
public record RuledObject(String kind, String namespace, String name, String owner) {

    String ownerName() {
        return owner.substring(owner.lastIndexOf('/') + 1);
    }
}
