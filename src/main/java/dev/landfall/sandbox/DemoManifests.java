package dev.landfall.sandbox;

/** What lies in the demo's repositories and cluster, as people write it: whoever formats it anew shows in the diff. */
final class DemoManifests {
    private DemoManifests() {}

    /** A Deployment that gives up a rollout after eight seconds without progress. */
    static String web(String namespace) {
        return """
                # The front door of the %1$s. Ask the web team before you change a port.
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                    name: web
                    namespace: %1$s
                spec:
                    replicas: 1    # one is enough at night

                    progressDeadlineSeconds: 8
                    selector: {matchLabels: {app: web}}
                    template:
                        metadata: {labels: {app: web}}
                        spec:
                            containers:
                            -   name: 'web'
                                image: "%2$s:1.0"  # quoted on purpose
                                ports: [ {containerPort: 8080} ]
                """.formatted(namespace, DemoStage.IMAGE);
    }

    static String application(String name, String url) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: argocd}
                spec:
                  project: default
                  source: {repoURL: "%2$s", targetRevision: main, path: apps}
                  destination: {server: "https://kubernetes.default.svc", namespace: %1$s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                """.formatted(name, url);
    }

    static String kustomization(String name, String url) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %1$s, namespace: %1$s}
                spec: {url: "%2$s", ref: {branch: main}, interval: 1m}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %1$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./apps
                  interval: 1m
                  prune: true
                """.formatted(name, url);
    }
}
