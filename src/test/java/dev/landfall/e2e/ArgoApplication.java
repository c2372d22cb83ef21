package dev.landfall.e2e;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Delivered by an Argo CD Application with automated sync. */
record ArgoApplication(Testbed testbed, Kubectl admin, Delivery delivery) implements Delivered {
    private static final String RESOURCE = "applications.argoproj.io";

    @Override
    public GitOpsTool tool() {
        return GitOpsTool.ARGOCD;
    }

    @Override
    public Tracked owner() {
        return new Tracked(RESOURCE, testbed.argocdNamespace(), delivery.name());
    }

    @Override
    public List<Tracked> tracked() {
        return List.of(owner());
    }

    @Override
    public void create() {
        admin.apply("""
                apiVersion: v1
                kind: Secret
                metadata:
                  name: %1$s
                  namespace: %2$s
                  labels: {argocd.argoproj.io/secret-type: repository}
                stringData: {type: git, url: "%3$s", username: "%4$s", password: "%5$s"}
                ---
                apiVersion: argoproj.io/v1alpha1
                kind: Application
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  project: default
                  source: {repoURL: "%3$s", targetRevision: main, path: %6$s}
                  destination: {server: "https://kubernetes.default.svc", namespace: %7$s}
                  syncPolicy: {automated: {prune: true, selfHeal: true}}
                """.formatted(
                        delivery.name(),
                        testbed.argocdNamespace(),
                        delivery.repository().url(),
                        testbed.gitUsername(),
                        testbed.gitPassword(),
                        delivery.path(),
                        delivery.namespace()));
    }

    @Override
    public void fetchFrom(String url, String secret) {
        admin.merge(owner(), "{\"spec\":{\"source\":{\"repoURL\":\"" + url + "\"}}}");
    }

    @Override
    public boolean lists(String deployment) {
        for (JsonNode resource : owner().read(admin).path("status").path("resources")) {
            if (resource.path("kind").asString("").equals("Deployment")
                    && resource.path("name").asString("").equals(deployment)
                    && !resource.path("status").asString("").isEmpty()) return true;
        }
        return false;
    }

    @Override
    public void delete() {
        for (String kind : List.of(RESOURCE, "secret"))
            admin.run("delete", kind, delivery.name(), "-n", testbed.argocdNamespace(), "--ignore-not-found");
    }
}
