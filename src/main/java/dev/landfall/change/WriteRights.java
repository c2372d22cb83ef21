package dev.landfall.change;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import dev.landfall.cluster.UnservedKind;
import java.util.Optional;

/** Whether the API server lets the user write an object. */
final class WriteRights {
    private WriteRights() {}

    /**
     * The right that is missing; empty where it is there.
     *
     * @param verb such as {@code patch}
     * @throws ImpossibleChange where the cluster does not serve the kind
     */
    static Optional<Access> missing(Cluster cluster, String verb, ObjectRef object) {
        ResourceType type = cluster.typeOf(object.group(), object.kind())
                .orElseThrow(() -> new ImpossibleChange(UnservedKind.reason(object)));
        return Optional.of(Access.to(verb, type, object.namespace())).filter(access -> !cluster.allows(access));
    }
}
