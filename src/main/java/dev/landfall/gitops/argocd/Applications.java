package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.ResourceType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Reads Applications in every namespace where that is allowed, and remembers where it is not. */
final class Applications {
    private final Cluster cluster;
    private final Optional<ResourceType> type;
    private final Set<Access> missing = new LinkedHashSet<>();
    private boolean allSeen;

    Applications(Cluster cluster) {
        this.cluster = cluster;
        this.type = cluster.typeOf(Application.GROUP, Application.KIND);
    }

    Optional<Application> get(String namespace, String name) {
        try {
            return type.flatMap(kind -> cluster.get(kind.named(namespace, name)))
                    .map(Application::new);
        } catch (ClusterException refused) {
            missing.add(Rights.missingIn(refused));
            return Optional.empty();
        }
    }

    /**
     * Shows every Application; where listing all namespaces is not allowed, at least those of the namespaces given.
     */
    void scan(List<String> namespaces, Consumer<Application> each) {
        if (type.isEmpty() || list("", each)) {
            allSeen = true;
            missing.clear();
            return;
        }
        namespaces.forEach(namespace -> list(namespace, each));
    }

    /** Whether no Application can have been overlooked. */
    boolean isAllSeen() {
        return allSeen;
    }

    List<Access> missing() {
        return List.copyOf(missing);
    }

    private boolean list(String namespace, Consumer<Application> each) {
        try {
            cluster.scan(type.orElseThrow(), namespace, "", found -> each.accept(new Application(found)));
            return true;
        } catch (ClusterException refused) {
            missing.add(Rights.missingIn(refused));
            return false;
        }
    }
}
