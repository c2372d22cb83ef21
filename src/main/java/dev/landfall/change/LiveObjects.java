package dev.landfall.change;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Reads many objects in few requests: one list for each kind and namespace of which several are wanted. */
final class LiveObjects {
    private static final int MOST_REQUESTS = 12;

    private final Cluster cluster;

    LiveObjects(Cluster cluster) {
        this.cluster = cluster;
    }

    /** What came of reading one: empty where there is none. What was not read, for want of rights or requests, is left out. */
    Map<ObjectRef, Optional<LiveObject>> read(List<ObjectRef> objects) {
        Map<ObjectRef, Optional<LiveObject>> read = new LinkedHashMap<>();
        objects.stream()
                .collect(Collectors.groupingBy(
                        object -> List.of(object.apiVersion(), object.kind(), object.namespace()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .limit(MOST_REQUESTS)
                .forEach(alike -> read(alike, read));
        return read;
    }

    private void read(List<ObjectRef> alike, Map<ObjectRef, Optional<LiveObject>> read) {
        try {
            Optional<ResourceType> type = typeOf(alike.getFirst());
            if (type.isEmpty()) return;
            if (alike.size() == 1 && isPreferred(alike.getFirst()))
                read.put(alike.getFirst(), cluster.get(alike.getFirst()));
            else read.putAll(listed(type.get(), alike));
        } catch (ClusterException refused) {
            if (refused.fault() != ClusterException.Fault.RIGHTS) throw refused;
        }
    }

    private boolean isPreferred(ObjectRef object) {
        return cluster.typeOf(object.group(), object.kind())
                .filter(type -> type.version().equals(object.version()))
                .isPresent();
    }

    private boolean isServed(ObjectRef object) {
        String kind = object.apiVersion() + "/" + object.kind();
        return isPreferred(object)
                || cluster.capabilities()
                        .filter(served -> served.apis().contains(kind))
                        .isPresent();
    }

    /** In the version that was asked for, since another one can have other fields; empty where that is not served. */
    private Optional<ResourceType> typeOf(ObjectRef object) {
        return cluster.typeOf(object.group(), object.kind())
                .filter(_ -> isServed(object))
                .map(type -> new ResourceType(
                        type.group(),
                        object.version(),
                        type.kind(),
                        type.plural(),
                        type.singular(),
                        type.shortNames(),
                        type.namespaced()));
    }

    private Map<ObjectRef, Optional<LiveObject>> listed(ResourceType type, List<ObjectRef> alike) {
        List<LiveObject> all = new ArrayList<>();
        String namespace = alike.getFirst().namespace();
        cluster.scan(type, namespace, "", live -> {
            if (alike.stream().anyMatch(live.ref()::isSameObjectAs)) all.add(live);
        });
        Map<ObjectRef, Optional<LiveObject>> found = new LinkedHashMap<>();
        for (ObjectRef object : alike)
            found.put(
                    object,
                    all.stream()
                            .filter(live -> live.ref().isSameObjectAs(object))
                            .findFirst());
        return found;
    }
}
