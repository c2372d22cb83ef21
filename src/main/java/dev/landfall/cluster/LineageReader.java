package dev.landfall.cluster;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Walks from an object up its owner references, the controlling one first where there are several. */
public final class LineageReader {
    private final Cluster cluster;

    public LineageReader(Cluster cluster) {
        this.cluster = cluster;
    }

    public Lineage read(LiveObject asked) {
        List<LiveObject> objects = new ArrayList<>(List.of(asked));
        Set<String> seen = new HashSet<>(Set.of(asked.uid())); // a circle of references ends the walk
        Optional<OwnerReference> up = parentOf(asked);
        while (up.isPresent()) {
            Optional<LiveObject> parent = follow(objects.getLast(), up.get());
            if (parent.isEmpty()) return new Lineage(objects, stale(objects.getLast(), up.get()));
            if (!seen.add(parent.get().uid())) break;
            objects.add(parent.get());
            up = parentOf(parent.get());
        }
        return new Lineage(objects, "");
    }

    private static Optional<OwnerReference> parentOf(LiveObject object) {
        return object.ownerReferences().stream()
                .min(Comparator.comparingInt(reference -> reference.controller() ? 0 : 1));
    }

    private Optional<LiveObject> follow(LiveObject child, OwnerReference reference) {
        ObjectRef named = ObjectRef.of(
                reference.apiVersion(), reference.kind(), child.ref().namespace(), reference.name());
        boolean namespaced = cluster.typeOf(named.group(), named.kind())
                .map(type -> type.namespaced())
                .orElse(true);
        ObjectRef parent =
                namespaced ? named : ObjectRef.of(reference.apiVersion(), reference.kind(), "", reference.name());
        return cluster.get(parent).filter(found -> found.uid().equals(reference.uid()));
    }

    private static String stale(LiveObject child, OwnerReference reference) {
        return child.ref() + " names the owner " + reference.kind() + " " + reference.name()
                + ", which is gone or was made anew";
    }
}
