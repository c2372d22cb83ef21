package dev.landfall.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every renderer does alike: the real Kustomize and the one that stands for it in tests. */
abstract class RendererContract {
    private static final String BASE = """
            == base/kustomization.yaml
            resources: [web.yaml, service.yaml]
            == base/web.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: web}
            spec:
              replicas: 1
              template:
                spec:
                  containers:
                    - {name: web, image: "registry.example.org/web:1.0"}
                    - {name: log, image: "registry.example.org/log:1.0"}
            == base/service.yaml
            apiVersion: v1
            kind: Service
            metadata: {name: web, namespace: other}
            """;

    abstract Renderer renderer();

    private List<JsonNode> rendered(String overlay) {
        return switch (render(overlay)) {
            case Rendering.Rendered rendered -> rendered.objects();
            case Rendering.Failed failed -> throw new AssertionError(failed.reason());
        };
    }

    private Rendering render(String overlay) {
        TextFiles files = TextFiles.of(BASE).with(overlay);
        return switch (Closure.of(files, new Root("prod", true, false, ""))) {
            case Closure.Reading.Complete complete ->
                renderer().render(complete.closure().build());
            case Closure.Reading.Impossible impossible -> throw new AssertionError(impossible.reason());
        };
    }

    private void assertRenders(String overlay, String expected) {
        assertThat(rendered(overlay))
                .containsExactlyInAnyOrderElementsOf(YamlDocuments.in(expected.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aBaseIsTakenAsItIs() {
        assertRenders("== prod/kustomization.yaml\nresources: [../base]\n", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 1
                  template:
                    spec:
                      containers:
                        - {name: web, image: "registry.example.org/web:1.0"}
                        - {name: log, image: "registry.example.org/log:1.0"}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: other}
                """);
    }

    @Test
    void namesNamespacesImagesAndReplicasAreSet() {
        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base]
                namePrefix: prod-
                nameSuffix: -eu
                namespace: shop
                images: [{name: registry.example.org/web, newTag: "2.0"}]
                replicas: [{name: web, count: 3}]
                """, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: prod-web-eu, namespace: shop}
                spec:
                  replicas: 3
                  template:
                    spec:
                      containers:
                        - {name: web, image: "registry.example.org/web:2.0"}
                        - {name: log, image: "registry.example.org/log:1.0"}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: prod-web-eu, namespace: shop}
                """);
    }

    @Test
    void anImageIsNamedByTagOrDigestOrBothAndAnnotationsGoToObjectsAndPods() {
        String digest = "sha256:" + "0123456789abcdef".repeat(4);
        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base/web.yaml]
                images:
                  - {name: registry.example.org/web, newName: mirror/web, digest: "%1$s"}
                  - {name: registry.example.org/log, newTag: "2.0", digest: "%1$s"}
                commonAnnotations: {team: shop}
                """.formatted(digest), """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web, annotations: {team: shop}}
                spec:
                  replicas: 1
                  template:
                    metadata: {annotations: {team: shop}}
                    spec:
                      containers:
                        - {name: web, image: "mirror/web@%1$s"}
                        - {name: log, image: "registry.example.org/log:2.0@%1$s"}
                """.formatted(digest));
    }

    @Test
    void patchesFromFilesAndInlineAreMergedAndComponentsWorkOnWhatIsThere() {
        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base]
                patches:
                  - path: patch.yaml
                  - patch: |
                      apiVersion: v1
                      kind: Service
                      metadata: {name: web, namespace: other}
                      spec: {type: NodePort}
                components: [../component]
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  template:
                    spec:
                      containers:
                        - {name: log, image: "registry.example.org/log:3.0"}
                == component/kustomization.yaml
                apiVersion: kustomize.config.k8s.io/v1alpha1
                kind: Component
                replicas: [{name: web, count: 5}]
                """, """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 5
                  template:
                    spec:
                      containers:
                        - {name: log, image: "registry.example.org/log:3.0"}
                        - {name: web, image: "registry.example.org/web:1.0"}
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: other}
                spec: {type: NodePort}
                """);
    }

    @Test
    void patchesOfEveryFormAreTaken() {
        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base/service.yaml]
                patchesStrategicMerge:
                  - merge.yaml
                  - |
                    apiVersion: v1
                    kind: Service
                    metadata: {name: web, namespace: other}
                    spec: {externalName: web, clusterIP: None}
                patches:
                  - target: {kind: Service, name: web}
                    patch: '[{"op": "replace", "path": "/spec/type", "value": "NodePort"}]'
                  - target: {kind: Service, name: web}
                    patch: |-
                      kind: Service
                      metadata: {name: any}
                      spec: {clusterIP: null}
                patchesJson6902:
                  - target: {version: v1, kind: Service, name: web, namespace: other}
                    path: operations.yaml
                == prod/merge.yaml
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: other}
                spec: {type: ClusterIP, ports: [{port: 80}]}
                == prod/operations.yaml
                - op: add
                  path: /spec/ports/-
                  value: {port: 443}
                - op: remove
                  path: /spec/externalName
                """, """
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: other}
                spec: {type: NodePort, ports: [{port: 80}, {port: 443}]}
                """);
    }

    @Test
    void aPatchTakesAnObjectAway() {
        String rest = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  replicas: 1
                  template:
                    spec:
                      containers:
                        - {name: web, image: "registry.example.org/web:1.0"}
                        - {name: log, image: "registry.example.org/log:1.0"}
                """;

        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base]
                patches:
                - patch: |-
                    $patch: delete
                    apiVersion: v1
                    kind: Service
                    metadata: {name: web, namespace: other}
                """, rest);
        assertRenders("""
                == prod/kustomization.yaml
                resources: [../base]
                patchesStrategicMerge: [service.yaml]
                == prod/service.yaml
                $patch: delete
                apiVersion: v1
                kind: Service
                metadata: {name: web, namespace: other}
                """, rest);
    }

    @Test
    void aGeneratedConfigMapIsNamedAfterItsContent() {
        String overlay = """
                == prod/kustomization.yaml
                resources: [../base]
                configMapGenerator: [{name: settings, files: [a.txt]}]
                == prod/a.txt
                %s
                """;
        JsonNode one = generated(rendered(overlay.formatted("one")));
        JsonNode other = generated(rendered(overlay.formatted("other")));

        assertThat(one.at("/data/a.txt").asString()).isEqualTo("one\n");
        assertThat(one.at("/metadata/name").asString())
                .matches("settings-[a-z0-9]{10}")
                .isNotEqualTo(other.at("/metadata/name").asString());
    }

    private static JsonNode generated(List<JsonNode> objects) {
        return objects.stream()
                .filter(object -> object.path("kind").asString().equals("ConfigMap"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aPatchOfNothingFailsTheBuildAndSaysWhich() {
        assertThat(render("""
                == prod/kustomization.yaml
                resources: [../base]
                patches: [{path: patch.yaml}]
                == prod/patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: nobody}
                """)).isInstanceOfSatisfying(Rendering.Failed.class, failed -> {
            assertThat(failed.reason().code()).isEqualTo("kustomize-build-failed");
            assertThat(failed.reason().message()).contains("prod").contains("nobody");
        });
    }
}
