package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ObjectRef;

/** Whether the namespace of an object that is to be made comes with it. */
final class Namespaces {
    private Namespaces() {}

    /** Whether the request itself makes the namespace, so that nothing can be tried out in it yet. */
    static boolean isMade(ObjectRef object, ChangeRequest request, Cluster cluster) {
        ObjectRef namespace = namespaceOf(object);
        return !object.namespace().isEmpty()
                && request.targets().stream().anyMatch(namespace::isSameObjectAs)
                && cluster.get(namespace).isEmpty();
    }

    private static ObjectRef namespaceOf(ObjectRef object) {
        return new ObjectRef("", "v1", "Namespace", "", object.namespace());
    }
}
