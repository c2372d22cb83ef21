package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A HelmRelease that lies in the folder of a Kustomization: its own state and its workloads decide. */
@EndToEnd
class HelmReleaseEndToEndTest {
    private static final Duration RELEASED_WITHIN = Duration.ofMinutes(2);

    @Test
    void anUpgradeThatWorksIsVerifiedAndOneThatIsRolledBackIsNot() {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "helm", false).opened(files())) {
            shop.repository().push("Release the lamp", Map.of("apps/lamp.yaml", release(shop)));
            awaitReleased(shop);
            Landfall landfall = shop.mightyLandfall();

            landfall.answer(set(shop, "values.replicas=2")).ends("Verified", 0);
            assertThat(lamp(shop).at("/status/availableReplicas").asInt()).isEqualTo(2);

            Answer failed =
                    landfall.answer(set(shop, "values.image=" + shop.testbed().imageBroken()));
            assertThat(failed.outcome()).as(failed.finished().toString()).isIn("Failed", "Degraded");
            assertThat(failed.json().path("reason").toString()).containsIgnoringCase("roll");
            assertThat(Shop.image(lamp(shop))).isEqualTo(shop.testbed().imageOld());

            landfall.answer("revert", failed.change(), "--yes").ends("Verified", 0);
        }
    }

    private static tools.jackson.databind.JsonNode lamp(Shop shop) {
        return shop.deployment("lamp");
    }

    private static String[] set(Shop shop, String assignment) {
        return VerbsEndToEndTest.operate(shop, "set", "helmrelease/lamp", assignment);
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
                                .anyMatch(each -> each.path("type").asString("").equals("Ready")
                                        && each.path("status").asString("").equals("True")));
    }

    private static String release(Shop shop) {
        return """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: lamp, namespace: %1$s}
                spec:
                  interval: 1m
                  timeout: 25s
                  chart: {spec: {chart: ./charts/lamp, sourceRef: {kind: GitRepository, name: %1$s}}}
                  upgrade: {remediation: {retries: 1, remediateLastFailure: true}}
                  values:
                    replicas: 1
                    image: "%2$s"
                """.formatted(shop.namespace(), shop.testbed().imageOld());
    }

    private static Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("charts/lamp/Chart.yaml", "apiVersion: v2\nname: lamp\nversion: 1.0.0\n");
        files.put("charts/lamp/values.yaml", "replicas: 1\nimage: none\n");
        files.put("charts/lamp/templates/lamp.yaml", """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: lamp}
                spec:
                  replicas: {{ .Values.replicas }}
                  progressDeadlineSeconds: 15
                  selector: {matchLabels: {app: lamp}}
                  template:
                    metadata: {labels: {app: lamp}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: lamp, image: {{ .Values.image | quote }}}]
                """);
        return files;
    }
}
