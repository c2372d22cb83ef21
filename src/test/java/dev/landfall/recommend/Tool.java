package dev.landfall.recommend;

/** Whoever delivers the folder {@code apps} into the namespace {@code shop}. */
enum Tool {
    ARGO_CD("Application/argocd/shop") {
        @Override
        String owner(String name, String path) {
            return """
                    apiVersion: argoproj.io/v1alpha1
                    kind: Application
                    metadata: {name: %s, namespace: argocd}
                    spec:
                      project: default
                      source: {repoURL: "$REPOSITORY", targetRevision: main, path: %s, directory: {recurse: true}}
                      destination: {server: "https://kubernetes.default.svc", namespace: shop}
                      syncPolicy: {automated: {prune: true, selfHeal: true}}
                    """.formatted(name, path);
        }

        @Override
        String source() {
            return "";
        }
    },
    FLUX("Kustomization/flux-system/shop") {
        @Override
        String owner(String name, String path) {
            return """
                    apiVersion: kustomize.toolkit.fluxcd.io/v1
                    kind: Kustomization
                    metadata: {name: %s, namespace: flux-system}
                    spec:
                      sourceRef: {kind: GitRepository, name: shop}
                      path: ./%s
                      interval: 1m
                      prune: true
                    """.formatted(name, path);
        }

        @Override
        String source() {
            return """
                    apiVersion: source.toolkit.fluxcd.io/v1
                    kind: GitRepository
                    metadata: {name: shop, namespace: flux-system}
                    spec: {url: "$REPOSITORY", ref: {branch: main}, interval: 1m}
                    """;
        }
    };

    final String named;

    Tool(String named) {
        this.named = named;
    }

    abstract String owner(String name, String path);

    abstract String source();

    String kind() {
        return named.split("/", -1)[0];
    }

    String namespace() {
        return named.split("/", -1)[1];
    }
}
