package dev.landfall.soak;

import java.util.LinkedHashMap;
import java.util.Map;

/** What lies in the repository; every value that somebody changes stands in a line of its own. */
final class Manifests {
    static final String WEB = "apps/web.yaml";
    static final String EXTRA = "apps/extra.yaml";

    private Manifests() {}

    static Map<String, String> all(String namespace, String image) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(WEB, deployment(namespace, "web", image));
        files.put(EXTRA, deployment(namespace, "extra", image));
        files.put("apps/settings.yaml", configMap(namespace, "settings"));
        files.put("README.md", "# The shop\n");
        return files;
    }

    static String deployment(String namespace, String name, String image) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %2$s
                  namespace: %1$s
                  labels:
                    tier: front
                  annotations:
                    note: none
                spec:
                  replicas: 2 # two are enough
                  progressDeadlineSeconds: 8
                  selector:
                    matchLabels: {app: %2$s}
                  template:
                    metadata:
                      labels:
                        app: %2$s
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers:
                        - name: web
                          image: %3$s
                          env:
                            - name: GREETING
                              value: hello
                """.formatted(namespace, name, image);
    }

    /**
     * A source and a Kustomization of the folder {@code apps}.
     *
     * @param more lines of the Kustomization's {@code spec}, indented by two spaces
     */
    static String kustomization(String name, String url, String interval, String more) {
        return """
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: %1$s, namespace: %1$s}
                spec: {url: "%2$s", ref: {branch: main}, interval: %3$s}
                ---
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s, namespace: %1$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./apps
                  interval: %3$s
                  prune: true
                %4$s""".formatted(name, url, interval, more);
    }

    static String configMap(String namespace, String name) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %2$s, namespace: %1$s}
                data:
                  key: one
                """.formatted(namespace, name);
    }
}
