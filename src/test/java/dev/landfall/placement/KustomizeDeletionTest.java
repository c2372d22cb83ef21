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

    @Test
    void whatOthersBuildFromStaysForThem() {
        commit(SHOP, API, """
                == base/kustomization.yaml
                resources: [web.yaml, api.yaml]
                == test/kustomization.yaml
                resources: [../base]
                """);

        assertThat(refusal(source("prod"), new DeleteObject(WEB)))
                .extracting(Reason::code, Reason::message)
                .containsExactly(
                        "shared-base",
                        "base/web.yaml decides the existence of Deployment shop/web, and test/kustomization.yaml builds"
                                + " from it as well; no way to say it in the overlay could be proven");
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
