package dev.landfall.health;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.reason.Reason;

/** A workload whose pods keep to their revision until somebody deletes them. */
final class OnDelete {
    private OnDelete() {}

    /** @param old how many pods are of an older revision */
    static Health keeps(ObjectRef set, long old) {
        return new Health.Suspended(
                Reason.lasting(
                        "replaced-on-delete",
                        set + " replaces a pod only when it is deleted (OnDelete): " + old
                                + " pods are of an older revision",
                        "delete these pods one after the other, or set spec.updateStrategy.type to RollingUpdate"),
                "spec.updateStrategy.type");
    }
}
