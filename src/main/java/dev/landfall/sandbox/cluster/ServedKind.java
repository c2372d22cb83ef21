package dev.landfall.sandbox.cluster;

import dev.landfall.cluster.ResourceType;
import dev.landfall.cluster.ServedKinds;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A kind that the sandbox serves, and what its API server does when an object of it is written.
 *
 * @param hasStatus whether the status is written apart from the rest, as a subresource
 */
record ServedKind(ResourceType type, Generation generation, boolean hasStatus) {

    /** By what {@code metadata.generation} rises. */
    enum Generation {
        NONE,
        /** By everything but metadata and status. */
        SPEC,
        /** By everything but metadata: an Application has no status subresource, so its status counts too. */
        ALL
    }

    static final List<ServedKind> ALL = List.of(
            clusterScoped("", "v1", "Namespace", "namespaces", "ns"),
            clusterScoped("", "v1", "Node", "nodes", "no"),
            kind("", "v1", "Pod", "pods", Generation.SPEC, "po"),
            kind("", "v1", "Service", "services", Generation.NONE, "svc"),
            kind("", "v1", "ConfigMap", "configmaps", Generation.NONE, "cm"),
            kind("", "v1", "Secret", "secrets", Generation.NONE),
            kind("", "v1", "ServiceAccount", "serviceaccounts", Generation.NONE, "sa"),
            kind("", "v1", "Event", "events", Generation.NONE, "ev"),
            kind("", "v1", "PersistentVolumeClaim", "persistentvolumeclaims", Generation.NONE, "pvc"),
            kind("apps", "v1", "Deployment", "deployments", Generation.SPEC, "deploy"),
            kind("apps", "v1", "ReplicaSet", "replicasets", Generation.SPEC, "rs"),
            kind("apps", "v1", "StatefulSet", "statefulsets", Generation.SPEC, "sts"),
            kind("apps", "v1", "DaemonSet", "daemonsets", Generation.SPEC, "ds"),
            kind("apps", "v1", "ControllerRevision", "controllerrevisions", Generation.NONE),
            kind("batch", "v1", "Job", "jobs", Generation.SPEC),
            kind("batch", "v1", "CronJob", "cronjobs", Generation.SPEC, "cj"),
            kind("autoscaling", "v2", "HorizontalPodAutoscaler", "horizontalpodautoscalers", Generation.NONE, "hpa"),
            kind("discovery.k8s.io", "v1", "EndpointSlice", "endpointslices", Generation.SPEC),
            kind("networking.k8s.io", "v1", "Ingress", "ingresses", Generation.SPEC, "ing"),
            kind("networking.k8s.io", "v1", "NetworkPolicy", "networkpolicies", Generation.SPEC, "netpol"),
            kind("policy", "v1", "PodDisruptionBudget", "poddisruptionbudgets", Generation.SPEC, "pdb"),
            kind("argoproj.io", "v1alpha1", "AppProject", "appprojects", Generation.ALL, "appproj"),
            kind("argoproj.io", "v1alpha1", "Application", "applications", Generation.ALL, "app"),
            kind("source.toolkit.fluxcd.io", "v1", "GitRepository", "gitrepositories", Generation.SPEC, "gitrepo"),
            kind("kustomize.toolkit.fluxcd.io", "v1", "Kustomization", "kustomizations", Generation.SPEC, "ks"));

    static ServedKinds types() {
        return new ServedKinds(ALL.stream().map(ServedKind::type).toList());
    }

    static Optional<ServedKind> of(String group, String kind) {
        return ALL.stream()
                .filter(served ->
                        served.type.group().equals(group) && served.type.kind().equals(kind))
                .findFirst();
    }

    private static ServedKind kind(
            String group, String version, String kind, String plural, Generation generation, String... shortNames) {
        ResourceType type = new ResourceType(
                group, version, kind, plural, kind.toLowerCase(Locale.ROOT), List.of(shortNames), true);
        return new ServedKind(type, generation, generation == Generation.SPEC);
    }

    private static ServedKind clusterScoped(
            String group, String version, String kind, String plural, String shortName) {
        ResourceType type = new ResourceType(
                group, version, kind, plural, kind.toLowerCase(Locale.ROOT), List.of(shortName), false);
        return new ServedKind(type, Generation.NONE, true);
    }
}
