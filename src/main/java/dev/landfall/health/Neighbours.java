package dev.landfall.health;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.EventNote;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads what stands around an object and tells of its health. */
final class Neighbours {
    private final Cluster cluster;
    private final LiveObject object;

    Neighbours(Cluster cluster, LiveObject object) {
        this.cluster = cluster;
        this.object = object;
    }

    /** What its selector selects; to whom it belongs is then told by owner references. */
    List<LiveObject> selected(String group, String kind) {
        return list(group, kind, selector());
    }

    List<LiveObject> labelled(String group, String kind, String label) {
        return list(group, kind, label + "=" + object.ref().name());
    }

    List<LiveObject> all(String group, String kind) {
        return list(group, kind, "");
    }

    /** One that may not be read, or whose kind is not served, is as if it were not there. */
    Optional<LiveObject> readable(String group, String kind, String namespace, String name) {
        return cluster.typeOf(group, kind).flatMap(type -> readable(type.named(namespace, name)));
    }

    /** A cluster-scoped object that many users may not read: then it is as if it were not there. */
    Optional<LiveObject> readable(ObjectRef ref) {
        try {
            return cluster.get(ref);
        } catch (ClusterException unreadable) {
            if (unreadable.fault() != ClusterException.Fault.RIGHTS) throw unreadable;
            return Optional.empty();
        }
    }

    /**
     * That the newest try to make a pod failed, by a quota or by admission: kinds without a condition for it tell it by
     * events only. Who may not read events is told of what hangs, but not why.
     */
    Optional<PodTrouble> refusedPod() {
        return events().reversed().stream()
                .filter(event -> Set.of("FailedCreate", "SuccessfulCreate").contains(event.reason()))
                .findFirst()
                .filter(event -> event.reason().equals("FailedCreate"))
                .map(event -> PodTrouble.ofWhole(object, event.reason(), event.message()));
    }

    private List<EventNote> events() {
        try {
            return cluster.events(object);
        } catch (ClusterException unreadable) {
            if (unreadable.fault() != ClusterException.Fault.RIGHTS) throw unreadable;
            return List.of();
        }
    }

    private List<LiveObject> list(String group, String kind, String selector) {
        ResourceType type = cluster.typeOf(group, kind)
                .orElseThrow(() -> new IllegalStateException("the cluster serves no " + kind));
        List<LiveObject> found = new ArrayList<>();
        cluster.scan(type, object.ref().namespace(), selector, found::add);
        return found;
    }

    /** By equality only: expressions would make it narrower, and nothing relies on that. */
    private String selector() {
        JsonNode selector = object.at("/spec/selector");
        // Services and ReplicationControllers name the labels without a frame around them.
        JsonNode labels = selector.has("matchLabels") || selector.has("matchExpressions")
                ? selector.path("matchLabels")
                : selector;
        return labels.properties().stream()
                .map(label -> label.getKey() + "=" + label.getValue().asString(""))
                .collect(Collectors.joining(","));
    }
}
