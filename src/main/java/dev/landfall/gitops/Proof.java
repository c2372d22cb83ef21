package dev.landfall.gitops;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Printable;

/**
 * One thing seen on one object that speaks for an owner.
 *
 * @param field where on the object, such as {@code status.inventory}
 * @param observed what stood there; from the cluster, hence untrusted text: one line of it is kept
 */
public record Proof(ObjectRef object, String field, String observed) {
    private static final int LONGEST = 400;

    public Proof {
        observed = Printable.line(observed, LONGEST);
    }
}
