package dev.landfall.gitops.argocd;

import dev.landfall.cluster.Access;
import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The workloads of Argo CD that compare and render, as they run in the namespace of one installation.
 *
 * @param dead in words, those of which no pod is ready
 * @param running in words
 * @param missing the rights to look at them
 */
record InstalledParts(List<String> dead, List<String> running, Set<Access> missing) {
    private static final List<String> NAMES = List.of("argocd-application-controller", "argocd-repo-server");

    /** The controller is the one or the other, by how it is installed. */
    private static final List<String> KINDS = List.of("StatefulSet", "Deployment");

    static InstalledParts notLookedAt() {
        return new InstalledParts(List.of(), List.of(), Set.of());
    }

    static InstalledParts in(Cluster cluster, String namespace) {
        List<String> dead = new ArrayList<>();
        List<String> running = new ArrayList<>();
        Set<Access> missing = new LinkedHashSet<>();
        for (String kind : KINDS) {
            for (String name : NAMES) {
                try {
                    cluster.typeOf("apps", kind)
                            .ifPresent(type -> cluster.scan(
                                    type,
                                    namespace,
                                    "app.kubernetes.io/name=" + name,
                                    workload -> (isDead(workload) ? dead : running).add(words(workload))));
                } catch (ClusterException refused) {
                    missing.add(Rights.missingIn(refused));
                }
            }
        }
        return new InstalledParts(dead, running, missing);
    }

    /** Which of them looks dead, where that can be seen. */
    Optional<String> suspect() {
        return dead.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", dead));
    }

    private static boolean isDead(LiveObject workload) {
        return ready(workload) == 0;
    }

    private static long ready(LiveObject workload) {
        return workload.at("/status/readyReplicas").asLong(0);
    }

    private static String words(LiveObject workload) {
        return "%s has %d of %d pods ready"
                .formatted(
                        workload.ref(),
                        ready(workload),
                        workload.at("/spec/replicas").asLong(1));
    }
}
