package dev.landfall.words;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.HashedName;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectRef;
import dev.landfall.cluster.ResourceType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Kustomize generates has a name in the cluster that ends in a hash of what is in it; people know it by the name
 * without.
 */
public final class GeneratedName {
    private static final Set<String> KINDS = Set.of("ConfigMap", "Secret");

    private GeneratedName() {}

    /**
     * The object by its name in the cluster, where it is there by no other. Of several, which are what it was before and
     * nobody took away, it is the newest: whichever is named, a change is one of what is generated next.
     */
    public static ObjectRef resolved(Cluster cluster, ObjectRef named) {
        boolean mayBe = named.group().isEmpty() && KINDS.contains(named.kind());
        if (!mayBe || cluster.get(named).isPresent()) return named;
        return newest(cluster, named).orElse(named);
    }

    private static Optional<ObjectRef> newest(Cluster cluster, ObjectRef named) {
        Optional<ResourceType> type = cluster.typeOf(named.group(), named.kind());
        List<Made> made = new ArrayList<>();
        try {
            type.ifPresent(kind -> cluster.scan(kind, named.namespace(), "", object -> {
                if (HashedName.isOf(named.name(), object.ref().name())) made.add(Made.of(object));
            }));
        } catch (ClusterException failed) {
            if (failed.missing().isEmpty()) throw failed;
            return Optional.empty();
        }
        return made.stream().max(Comparator.comparing(Made::at)).map(Made::object);
    }

    /** @param at in RFC 3339, as the API server writes all of them: in the order of time */
    private record Made(ObjectRef object, String at) {
        static Made of(LiveObject object) {
            return new Made(
                    object.ref(), object.at("/metadata/creationTimestamp").asString(""));
        }
    }
}
