package dev.landfall.gitops;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ServerAddress;
import java.util.Optional;

/**
 * Where owners live, and the cluster whose objects they are asked about: mostly one and the same, two in hub and spoke.
 *
 * @param targetServer the URL of the target's API server, by which owners elsewhere name it; empty where both are one
 */
public record Clusters(Cluster owners, Cluster target, Optional<String> targetServer) {

    public static Clusters one(Cluster cluster) {
        return new Clusters(cluster, cluster, Optional.empty());
    }

    public static Clusters apart(Cluster owners, Cluster target, String targetServer) {
        return new Clusters(owners, target, Optional.of(targetServer));
    }

    public boolean areOne() {
        return targetServer.isEmpty();
    }

    public boolean isTarget(String server) {
        return targetServer
                .filter(target -> ServerAddress.isSame(target, server))
                .isPresent();
    }

    /** Where an owner is looked for, in the middle of a sentence. */
    public String whereOwnersAre() {
        return areOne() ? "this cluster" : "the cluster of --owner-context";
    }

    /** For remedies: what to do where an owner was not found. */
    public String lookElsewhere(String tool) {
        return areOne() ? "name the cluster where " + tool + " runs with --owner-context" : "check --owner-context";
    }
}
