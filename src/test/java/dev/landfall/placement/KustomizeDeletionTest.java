package dev.landfall.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cluster.ObjectRef;
import dev.landfall.manifest.DesiredChange.DeleteObject;
import dev.landfall.manifest.EditPlan.CannotPlace;
import dev.landfall.manifest.EditPlan.Edits;
import dev.landfall.manifest.FileEdit;
import dev.landfall.reason.Reason;
import dev.landfall.render.KustomizeBuild;
import dev.landfall.render.RealKustomize;
import dev.landfall.render.Renderer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** An object goes with everything that is about it alone, and the rest is built as before. */
@Execution(ExecutionMode.CONCURRENT)
@RealKustomize
class KustomizeDeletionTest extends PlacementFixture {
    private static final String API = """
            == base/api.yaml
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec: {replicas: 1, template: {spec: {containers: [{name: api, image: "api:1.0"}]}}}
            """;

    @Override
    Renderer renderer() {
        return new KustomizeBuild(System.getenv());
    }

    /** The edited files then; an empty text for one that goes. */
    private static Map<String, String> files(Placed placed) {
        if (placed.plan() instanceof CannotPlace refused) throw new AssertionError(refused.reason());
        Map<String, String> files = new TreeMap<>();
        for (FileEdit edit : ((Edits) placed.plan()).files())
            files.put(
                    edit.path(),
                    edit.after()
                            .map(after -> new String(after, StandardCharsets.UTF_8))
                            .orElse(""));
        return files;
    }

    private Map<String, String> without(ObjectRef object) {
        Placed placed = place(source("prod"), new DeleteObject(object));
        Map<String, String> files = files(placed);
        assertThat(placed.proof().renderedDifferences()).containsExactly(object + ": goes");
        return files;
    }

    @Test
    void itsFileItsEntryItsPatchesAndItsReplicasGo() {
        commit(SHOP, API, """
                == base/kustomization.yaml
                resources:
                - api.yaml   # the other
                - web.yaml
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                patches:
                # more of it
                - path: web-patch.yaml
                - path: both.yaml
                - patch: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec: {paused: true}
                - target: {kind: Deployment, name: api}
                  patch: |-
                    - {op: replace, path: /spec/revisionHistoryLimit, value: 2}
                replicas:
                - {name: web, count: 3}
                - {name: api, count: 4}
                images:
                - {name: web, newTag: "2.0"}
                == prod/web-patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {minReadySeconds: 5}
                == prod/both.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {revisionHistoryLimit: 5}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec: {revisionHistoryLimit: 5}
                """);

        assertThat(without(WEB))
                .isEqualTo(Map.of(
                        "base/web.yaml",
                        "",
                        "base/kustomization.yaml",
                        "resources:\n- api.yaml   # the other\n",
                        "prod/web-patch.yaml",
                        "",
                        "prod/both.yaml",
                        """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec: {revisionHistoryLimit: 5}
                """,
                        "prod/kustomization.yaml",
                        """
                resources: [../base]
                namespace: shop
                patches:
                - path: both.yaml
                - target: {kind: Deployment, name: api}
                  patch: |-
                    - {op: replace, path: /spec/revisionHistoryLimit, value: 2}
                replicas:
                - {name: api, count: 4}
                images:
                - {name: web, newTag: "2.0"}
                """));
    }

    @Test
    void oneOfSeveralDocumentsGoesFromItsFile() {
        commit(SHOP, """
                == base/kustomization.yaml
                resources: [web.yaml]
                == base/web.yaml
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{port: 80}]}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                """);

        assertThat(without(WEB)).isEqualTo(Map.of("base/web.yaml", """
                apiVersion: v1
                kind: Service
                metadata: {name: web}
                spec: {ports: [{port: 80}]}
                """));
    }

    @Test
    void aListOfPatchesThatIsLeftEmptyGoesAsAWhole() {
        commit(SHOP, API, """
                == base/kustomization.yaml
                resources: [web.yaml, api.yaml]
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                patchesStrategicMerge:
                - web-patch.yaml
                == prod/web-patch.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {minReadySeconds: 5}
                """);

        assertThat(without(WEB))
                .containsEntry("prod/kustomization.yaml", "resources: [../base]\nnamespace: shop\n")
                .containsEntry("prod/web-patch.yaml", "");
    }

    private static final String TEST = "== test/kustomization.yaml\nresources: [../base]\n";

    /** Of the overlay alone; others build from the base. */
    private String overlayWithout(ObjectRef object, String... files) {
        commit(
                SHOP,
                API + "== base/kustomization.yaml\nresources: [web.yaml, api.yaml]\n" + TEST,
                String.join("", files));
        Placed placed = place(source("prod"), new DeleteObject(object), reader("test", "test"));
        Map<String, String> edited = files(placed);
        assertThat(edited).containsOnlyKeys("prod/kustomization.yaml");
        assertThat(placed.proof().renderedDifferences()).containsExactly(object + ": goes");
        return edited.get("prod/kustomization.yaml");
    }

    @Test
    void whatOthersBuildFromStaysForThemAndIsPatchedAwayHere() {
        assertThat(overlayWithout(WEB)).isEqualTo("""
                resources: [../base]
                namespace: shop
                patches:
                - patch: |-
                    $patch: delete
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                """);
    }

    @Test
    void aPatchThatTakesAwayStandsInThePlaceOfOneThatChanges() {
        assertThat(overlayWithout(WEB, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                patches:
                - target: {kind: Deployment, name: web}
                  patch: |-
                    - {op: replace, path: /spec/revisionHistoryLimit, value: 2}
                # more of it
                - patch: |-
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec: {paused: true}
                - target: {kind: Deployment, name: api}
                  patch: |-
                    - {op: replace, path: /spec/replicas, value: 2}
                replicas: [{name: web, count: 3}, {name: api, count: 4}]
                """)).isEqualTo("""
                resources: [../base]
                namespace: shop
                patches:
                # more of it
                - patch: |-
                    $patch: delete
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: web
                - target: {kind: Deployment, name: api}
                  patch: |-
                    - {op: replace, path: /spec/replicas, value: 2}
                replicas: [{name: api, count: 4}]
                """);
    }

    @Test
    void anOverlayOfPatchFilesGetsOneMoreByTheNameThatTheBaseHas() {
        ObjectRef named = new ObjectRef("apps", "v1", "Deployment", "shop", "my-web");
        commit(SHOP, API, TEST, """
                == base/kustomization.yaml
                resources: [web.yaml, api.yaml]
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                namePrefix: my-
                patchesStrategicMerge: [api.yaml]
                == prod/api.yaml
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: api}
                spec: {paused: true}
                """);

        assertThat(without(named)).isEqualTo(Map.of("prod/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                namePrefix: my-
                patchesStrategicMerge: [api.yaml, web-patch.yaml]
                """, "prod/web-patch.yaml", """
                $patch: delete
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: web
                """));
    }

    @Test
    void whatASharedBaseGeneratesIsPatchedAwayToo() {
        ObjectRef config = new ObjectRef("", "v1", "ConfigMap", "shop", "web-config");
        commit(SHOP, TEST, """
                == base/kustomization.yaml
                resources: [web.yaml]
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator:
                - name: web-config
                  behavior: merge
                  envs: [web.env]
                == prod/web.env
                A=2
                """);

        assertThat(files(place(source("prod"), new DeleteObject(config), reader("test", "test"))))
                .isEqualTo(Map.of("prod/web.env", "", "prod/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                patches:
                - patch: |-
                    $patch: delete
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: web-config
                """));
    }

    @Test
    void filesThatOnlyAGeneratorReadGoWithIt() {
        commit(SHOP, TEST, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator:
                - name: web-config
                  envs: [own.env, others.env]
                  files: [key=own.txt, both.txt, ../docs/text.txt]
                - name: other
                  files: [both.txt]
                == prod/own.env
                A=1
                == prod/others.env
                B=1
                == prod/own.txt
                text
                == prod/both.txt
                text
                == docs/text.txt
                text
                == test/kustomization.yaml
                resources: [../base]
                configMapGenerator: [{name: web-config, envs: [../prod/others.env]}]
                """);

        assertThat(files(place(
                        source("prod"), new DeleteObject(new ObjectRef("", "v1", "ConfigMap", "shop", "web-config")))))
                .isEqualTo(Map.of("prod/own.env", "", "prod/own.txt", "", "prod/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                configMapGenerator:
                - name: other
                  files: [both.txt]
                """));
    }

    @Test
    void whatIsGeneratedGoesWithItsEntryUnlessItIsNamed() {
        commit(SHOP, """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator:
                - name: web-config
                  literals: [A=1]
                - name: other
                  literals: [A=1]
                """);
        ObjectRef config = new ObjectRef("", "v1", "ConfigMap", "shop", "web-config");

        assertThat(files(place(source("prod"), new DeleteObject(config))))
                .isEqualTo(Map.of("prod/kustomization.yaml", """
                resources: [../base]
                namespace: shop
                configMapGenerator:
                - name: other
                  literals: [A=1]
                """));
        commit(
                SHOP.replace(
                        "      containers:",
                        "      volumes: [{name: c, configMap: {name: web-config}}]\n      containers:"),
                """
                == prod/kustomization.yaml
                resources: [../base]
                namespace: shop
                configMapGenerator: [{name: web-config, literals: [A=1]}]
                """);
        assertThat(refusal(source("prod"), new DeleteObject(config)))
                .extracting(Reason::code, Reason::message)
                .satisfies(told -> {
                    assertThat(told.getFirst()).isEqualTo("kustomize-still-named");
                    assertThat(told.getLast().toString())
                            .endsWith(
                                    " cannot go, since spec.template.spec.volumes[name=c].configMap.name of Deployment shop/web names it");
                });
    }

    @Test
    void theLastObjectOfAKustomizationLeavesAnEmptyList() {
        commit(SHOP);

        assertThat(without(WEB)).isEqualTo(Map.of("base/web.yaml", "", "base/kustomization.yaml", "resources: []\n"));
    }
}
