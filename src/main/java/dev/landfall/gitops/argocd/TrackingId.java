package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ObjectRef;
import java.util.Optional;

/**
 * The annotation {@code argocd.argoproj.io/tracking-id}: {@code <instance>:<group>/<kind>:<namespace>/<name>}, as Argo CD
 * parses it (util/argo/resource_tracking.go).
 *
 * @param instance the name of the Application, after {@code <namespace>_} where it is not the controller's own
 * @param namespace for a cluster-scoped object the Application's destination namespace
 */
record TrackingId(String instance, String group, String kind, String namespace, String name) {
    static final String ANNOTATION = "argocd.argoproj.io/tracking-id";

    /** Empty where Argo CD would not take the value for a tracking-id either. */
    static Optional<TrackingId> parse(String value) {
        String[] parts = value.split(":", 3);
        if (parts.length != 3 || parts[0].isEmpty()) return Optional.empty();
        String[] kind = parts[1].split("/", -1);
        String[] name = parts[2].split("/", -1);
        if (kind.length != 2 || name.length != 2) return Optional.empty();
        return Optional.of(new TrackingId(parts[0], kind[0], kind[1], name[0], name[1]));
    }

    /** Argo CD's self-reference test: fails where the annotation was copied from another object. */
    boolean isOf(ObjectRef object) {
        return group.equals(object.group())
                && kind.equals(object.kind())
                && name.equals(object.name())
                && (object.namespace().isEmpty() || namespace.equals(object.namespace()));
    }
}
