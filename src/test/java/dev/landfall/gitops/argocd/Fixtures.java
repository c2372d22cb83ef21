package dev.landfall.gitops.argocd;

import dev.landfall.cluster.InMemoryCluster;
import dev.landfall.cluster.Lineage;
import dev.landfall.cluster.LiveObject;
import dev.landfall.cluster.ObjectText;
import dev.landfall.cluster.ResourceType;
import java.util.List;

/** Objects written down in tests, as the API server would show them. */
final class Fixtures {
    static final ResourceType APPLICATION = new ResourceType(
            "argoproj.io", "v1alpha1", "Application", "applications", "application", List.of("app"), true);
    static final ResourceType CONFIG_MAP =
            new ResourceType("", "v1", "ConfigMap", "configmaps", "configmap", List.of("cm"), true);

    private static final ResourceType PROJECT =
            new ResourceType("argoproj.io", "v1alpha1", "AppProject", "appprojects", "appproject", List.of(), true);
    private static final ResourceType APPLICATION_SET = new ResourceType(
            "argoproj.io", "v1alpha1", "ApplicationSet", "applicationsets", "applicationset", List.of(), true);
    private static final ResourceType DEPLOYMENT =
            new ResourceType("apps", "v1", "Deployment", "deployments", "deployment", List.of(), true);
    private static final ResourceType STATEFUL_SET =
            new ResourceType("apps", "v1", "StatefulSet", "statefulsets", "statefulset", List.of(), true);

    private Fixtures() {}

    static LiveObject object(String yaml) {
        return ObjectText.object(yaml);
    }

    static Application application(String yaml) {
        return new Application(object(yaml));
    }

    /** A cluster that serves Argo CD's kinds, holding these objects. */
    static InMemoryCluster cluster(String... objects) {
        InMemoryCluster cluster = new InMemoryCluster();
        List.of(APPLICATION, CONFIG_MAP, PROJECT, APPLICATION_SET, DEPLOYMENT, STATEFUL_SET)
                .forEach(cluster::serving);
        for (String yaml : objects) cluster.with(object(yaml));
        return cluster;
    }

    static Lineage lineage(String... nearestFirst) {
        return new Lineage(List.of(nearestFirst).stream().map(Fixtures::object).toList(), "");
    }

    /** An Application that deploys to its own cluster. */
    static String application(String namespace, String name, String resources) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {namespace: %s, name: %s, uid: uid-of-%s}
                spec:
                  destination: {server: https://kubernetes.default.svc, namespace: shop}
                status:
                  controllerNamespace: argocd
                  resources: [%s]
                """.formatted(namespace, name, name, resources);
    }

    /** The Deployment shop/web. */
    static String web(String annotations, String labels) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {namespace: shop, name: web, annotations: %s, labels: %s}
                """.formatted(annotations, labels);
    }

    /** What one installation says about tracking. */
    static String settings(String namespace, String data) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata:
                  namespace: %s
                  name: argocd-cm
                  labels: {app.kubernetes.io/name: argocd-cm}
                data: %s
                """.formatted(namespace, data);
    }
}
