package dev.landfall.gitops.argocd;

import dev.landfall.cluster.ClusterException;
import dev.landfall.gitops.AppliesTo;
import dev.landfall.gitops.Clusters;
import dev.landfall.gitops.SecretData;
import java.util.HashMap;
import java.util.Map;

/**
 * Whether Applications deploy to the cluster whose objects are asked about. In hub and spoke that is said by the URL of the
 * destination, or by its name, which a Secret of the controller's namespace translates (util/db/cluster.go).
 */
final class Destinations {
    private static final String CLUSTERS = "argocd.argoproj.io/secret-type=cluster";

    private final Clusters clusters;

    /** The URLs of the servers by their names, for each controller's namespace; read once. */
    private final Map<String, Map<String, String>> servers = new HashMap<>();

    Destinations(Clusters clusters) {
        this.clusters = clusters;
    }

    AppliesTo of(Application application) {
        if (clusters.areOne()) return application.deploysHere() ? AppliesTo.target() : another(application);
        String server = application.destinationServer();
        if (!server.isEmpty()) return byServer(application, server);
        if (application.destinationName().isEmpty()) return another(application);
        try {
            return byName(application);
        } catch (ClusterException refused) {
            return new AppliesTo.Untold(Doubts.destinationNotReadable(application, Rights.missingIn(refused)));
        }
    }

    private AppliesTo byServer(Application application, String server) {
        return clusters.isTarget(server) ? AppliesTo.target() : another(application);
    }

    private AppliesTo byName(Application application) {
        String server = serversIn(application.installedIn()).get(application.destinationName());
        if (server != null) return byServer(application, server);
        return application.deploysHere()
                ? another(application)
                : new AppliesTo.Untold(Doubts.destinationUnknown(application));
    }

    private AppliesTo another(Application application) {
        return new AppliesTo.AnotherCluster(Doubts.otherCluster(application, clusters));
    }

    private Map<String, String> serversIn(String namespace) {
        Map<String, String> known = servers.get(namespace);
        if (known == null) {
            known = read(namespace);
            servers.put(namespace, known);
        }
        return known;
    }

    private Map<String, String> read(String namespace) {
        Map<String, String> byName = new HashMap<>();
        clusters.owners()
                .typeOf("", "Secret")
                .ifPresent(type -> clusters.owners().scan(type, namespace, CLUSTERS, secret -> {
                    SecretData data = new SecretData(secret);
                    data.text("name")
                            .ifPresent(
                                    name -> byName.put(name, data.text("server").orElse("")));
                }));
        return byName;
    }
}
