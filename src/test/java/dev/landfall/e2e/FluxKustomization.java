package dev.landfall.e2e;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Delivered by a Flux Kustomization from a GitRepository, both in the namespace that they deliver to. */
record FluxKustomization(Testbed testbed, Kubectl admin, Delivery delivery) implements Delivered {
    private static final String KUSTOMIZATION = "kustomizations.kustomize.toolkit.fluxcd.io";
    private static final String SOURCE = "gitrepositories.source.toolkit.fluxcd.io";

    @Override
    public GitOpsTool tool() {
        return GitOpsTool.FLUX;
    }

    @Override
    public Tracked owner() {
        return new Tracked(KUSTOMIZATION, delivery.namespace(), delivery.name());
    }

    @Override
    public List<Tracked> tracked() {
        return List.of(owner(), new Tracked(SOURCE, delivery.namespace(), delivery.name()));
    }

    /** The time-out is short because a waiting Kustomization looks at nothing newer before it has passed. */
    @Override
    public void create() {
        admin.apply("""
                apiVersion: v1
                kind: Secret
                metadata: {name: %1$s, namespace: %2$s}
                stringData: {username: "%4$s", password: "%5$s"}
                ---
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  url: "%3$s"
                  ref: {branch: main}
                  interval: 30s
                  secretRef: {name: %1$s}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %2$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./%6$s
                  interval: 30s
                  timeout: 20s
                  prune: true
                  wait: %7$s
                """.formatted(
                        delivery.name(),
                        delivery.namespace(),
                        delivery.repository().url(),
                        testbed.gitUsername(),
                        testbed.gitPassword(),
                        delivery.path(),
                        delivery.waits()));
    }

    @Override
    public void fetchFrom(String url, String secret) {
        Tracked source = new Tracked(SOURCE, delivery.namespace(), delivery.name());
        admin.merge(source, "{\"spec\":{\"url\":\"" + url + "\",\"secretRef\":{\"name\":\"" + secret + "\"}}}");
    }

    @Override
    public boolean lists(String deployment) {
        String id = delivery.namespace() + "_" + deployment + "_apps_Deployment";
        JsonNode entries = owner().read(admin).path("status").path("inventory").path("entries");
        for (JsonNode entry : entries) {
            if (entry.path("id").asString("").equals(id)) return true;
        }
        return false;
    }

    @Override
    public void delete() {
        admin.run(
                "delete",
                KUSTOMIZATION,
                delivery.name(),
                "-n",
                delivery.namespace(),
                "--ignore-not-found",
                "--wait=false");
    }
}
