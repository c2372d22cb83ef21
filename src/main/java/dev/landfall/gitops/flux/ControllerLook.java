package dev.landfall.gitops.flux;

import dev.landfall.cluster.Cluster;
import dev.landfall.cluster.ClusterException;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ResourceType;
import dev.landfall.gitops.RunningVersion;
import dev.landfall.reason.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is to be seen of a controller of Flux, such as one that does not answer. Its Deployment is found by the label that the
 * manifests of Flux give it, in any namespace or, for whoever may not look there, in the usual one; whoever may read no
 * Deployments is told nothing.
 */
record ControllerLook(Cluster cluster, String controller) {
    private static final String USUAL = "flux-system";

    /** {@code ; Deployment flux-system/source-controller has 0 of 1 pods ready}; empty where nothing may be read. */
    String words() {
        return deployments().map(this::told).orElse("");
    }

    /** Of the one that runs; empty where that cannot be seen. */
    Optional<RunningVersion> version() {
        return deployments().stream().flatMap(List::stream).findFirst().flatMap(RunningVersion::of);
    }

    private Optional<List<LiveObject>> deployments() {
        return readable("apps", "Deployment", "", "app.kubernetes.io/component=")
                .or(() -> readable("apps", "Deployment", USUAL, "app.kubernetes.io/component="));
    }

    private String told(List<LiveObject> deployments) {
        if (deployments.isEmpty()) return "; no Deployment of " + controller + " was found";
        return deployments.stream().map(this::state).collect(Collectors.joining("; ", "; ", ""));
    }

    private String state(LiveObject deployment) {
        long wanted = deployment.at("/spec/replicas").asLong(1);
        if (wanted == 0) return deployment.ref() + " is scaled to 0: it does not run";
        return "%s has %d of %d pods ready%s"
                .formatted(
                        deployment.ref(),
                        deployment.at("/status/readyReplicas").asLong(0),
                        wanted,
                        pods(deployment.ref().namespace()));
    }

    private String pods(String namespace) {
        return readable("", "Pod", namespace, "app=").stream()
                .flatMap(List::stream)
                .flatMap(pod -> pod.at("/status/containerStatuses").valueStream())
                .map(container -> waiting(container.at("/state/waiting/reason").asString(""))
                        + restarts(container.path("restartCount").asLong(0)))
                .collect(Collectors.joining());
    }

    private static String waiting(String reason) {
        return reason.isEmpty() ? "" : ", waiting: " + Printable.line(reason);
    }

    private static String restarts(long count) {
        return count == 0 ? "" : ", restarted " + count + " times";
    }

    private Optional<List<LiveObject>> readable(String group, String kind, String namespace, String label) {
        Optional<ResourceType> type = cluster.typeOf(group, kind);
        if (type.isEmpty()) return Optional.empty();
        try {
            List<LiveObject> found = new ArrayList<>();
            cluster.scan(type.get(), namespace, label + controller, found::add);
            return Optional.of(found);
        } catch (ClusterException unreadable) {
            if (unreadable.fault() != ClusterException.Fault.RIGHTS) throw unreadable;
            return Optional.empty();
        }
    }
}
