package dev.landfall.cluster;

import dev.landfall.reason.Reason;

/** The words for a kind that the cluster does not have. */
public final class UnservedKind {
    private UnservedKind() {}

    public static Reason reason(ObjectRef object) {
        return Reason.lasting(
                "kind-not-served",
                "the cluster serves no kind " + object.kind() + " of " + object.apiVersion(),
                "install what brings the kind, or correct apiVersion and kind");
    }
}
