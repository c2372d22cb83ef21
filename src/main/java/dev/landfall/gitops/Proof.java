package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;

/**
 * One thing seen on one object that speaks for an owner.
 *
 * @param field where on the object, such as {@code status.inventory}
 * @param observed what stood there; from the cluster, hence untrusted text
 */
public record Proof(ObjectRef object, String field, String observed) {}
