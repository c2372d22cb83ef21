package dev.landfall.cluster;

/** An entry of {@code metadata.ownerReferences}; the parent lies in the namespace of the child, or in none. */
public record OwnerReference(String apiVersion, String kind, String name, String uid, boolean controller) {}
