package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a HelmRelease makes of its chart beside values: by post renderers, and by one value of a generated ConfigMap. */
@EndToEnd
class PostRenderersEndToEndTest {
    private static final Duration RELEASED_WITHIN = Duration.ofMinutes(2);

    @Test
    void whatAReleaseMakesOfItsChartIsChangedThere() {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "post", false).opened(chart())) {
            shop.repository().push("Release a lamp", apps(shop));
            awaitReleased(shop);
            Landfall landfall = shop.mightyLandfall();

            Answer patch = landfall.answer(set(shop, "spec.minReadySeconds=2")).ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(patch.commit())).containsExactly("apps/lamp.yaml");

            Answer generated = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "scale", "deployment/lamp", "--replicas", "2"))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(generated.commit())).containsExactly("apps/kustomization.yaml");
            JsonNode lamp = shop.deployment("lamp");
            assertThat(lamp.at("/status/availableReplicas").asInt()).isEqualTo(2);
            assertThat(lamp.at("/spec/minReadySeconds").asInt()).isEqualTo(2);

            landfall.answer("revert", patch.change(), "--yes").ends("Verified", 0);
            assertThat(shop.deployment("lamp").at("/spec/minReadySeconds").asInt())
                    .isEqualTo(1);
        }
    }

    private static String[] set(Shop shop, String assignment) {
        return VerbsEndToEndTest.operate(shop, "set", "deployment/lamp", assignment);
    }

    private static void awaitReleased(Shop shop) {
        shop.admin()
                .await(
                        "helmrelease",
                        shop.namespace(),
                        "lamp",
                        RELEASED_WITHIN,
                        live -> live.at("/status/conditions")
                                .valueStream()
                                .anyMatch(PostRenderersEndToEndTest::isReady));
    }

    private static boolean isReady(JsonNode condition) {
        return condition.path("type").asString("").equals("Ready")
                && condition.path("status").asString("").equals("True");
    }

    /** The name with its hash is followed where the kustomization says so. */
    private static Map<String, String> apps(Shop shop) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("apps/kustomization.yaml", """
                resources: [lamp.yaml, web.yaml, service.yaml]
                configurations: [names.yaml]
                configMapGenerator:
                  - name: lamp
                    namespace: %s
                    literals:
                      - replicas=1   # for one room
                """.formatted(shop.namespace()));
        files.put("apps/names.yaml", """
                nameReference:
                  - kind: ConfigMap
                    version: v1
                    fieldSpecs:
                      - {path: spec/valuesFrom/name, kind: HelmRelease}
                """);
        files.put(
                "apps/lamp.yaml", """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: lamp, namespace: %1$s}
                spec:
                  interval: 10m
                  timeout: 60s
                  upgrade: {disableWait: true}
                  chart:
                    spec:
                      chart: ./charts/lamp
                      reconcileStrategy: Revision
                      sourceRef: {kind: GitRepository, name: %1$s}
                  valuesFrom: [{kind: ConfigMap, name: lamp, valuesKey: replicas, targetPath: replicas}]
                  values:
                    image: "%2$s"
                  postRenderers:
                    - kustomize:
                        patches:
                          - target: {kind: Deployment, name: lamp}
                            patch: |
                              - {op: add, path: /spec/minReadySeconds, value: 9}
                    - kustomize:
                        patches:
                          - patch: |
                              apiVersion: apps/v1
                              kind: Deployment
                              metadata: {name: lamp}
                              spec:
                                minReadySeconds: 1   # the last word
                """.formatted(shop.namespace(), shop.testbed().imageOld()));
        return files;
    }

    private static Map<String, String> chart() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("charts/lamp/Chart.yaml", "apiVersion: v2\nname: lamp\nversion: 1.0.0\n");
        files.put("charts/lamp/values.yaml", "replicas: 1\nimage: none\n");
        files.put("charts/lamp/templates/lamp.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: {{ .Release.Name }}}
                spec:
                  replicas: {{ .Values.replicas }}
                  progressDeadlineSeconds: 60
                  selector: {matchLabels: {app: {{ .Release.Name }}}}
                  template:
                    metadata: {labels: {app: {{ .Release.Name }}}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: lamp, image: {{ .Values.image | quote }}}]
                """);
        return files;
    }
}
