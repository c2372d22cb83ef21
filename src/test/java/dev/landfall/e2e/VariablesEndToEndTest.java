package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Variables of a Kustomization: what one decides is changed where its value is given. */
@EndToEnd
class VariablesEndToEndTest {
    @Test
    void aVariableIsChangedWhereItsValueIsGiven() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "variables")) {
            shop.repository()
                    .push(
                            "Apply a child",
                            Map.of(
                                    "apps/child.yaml", child(shop),
                                    "apps/numbers.yaml", numbers(shop),
                                    "inner/lamp.yaml", lamp(shop)));
            shop.awaitRunning("lamp", 1, shop.testbed().imageOld());
            Landfall landfall = shop.mightyLandfall();

            Answer own = landfall.answer(set(shop, "spec.minReadySeconds=3")).ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(own.commit())).containsExactly("apps/child.yaml");

            Answer held = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "scale", "deployment/lamp", "--replicas", "2"))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(held.commit())).containsExactly("apps/numbers.yaml");
            assertThat(shop.deployment("lamp").at("/status/availableReplicas").asInt())
                    .isEqualTo(2);

            Answer inFile =
                    landfall.answer(set(shop, "spec.revisionHistoryLimit=4")).ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(inFile.commit())).containsExactly("inner/lamp.yaml");
            assertThat(shop.repository().read("inner/lamp.yaml")).contains("${HISTORY:=4}");

            landfall.answer("revert", held.change(), "--yes").ends("Verified", 0);
            assertThat(Shop.runs(shop.deployment("lamp"), 1, shop.testbed().imageOld()))
                    .isTrue();
            landfall.answer("revert", inFile.change(), "--yes").ends("Verified", 0);
            assertThat(shop.deployment("lamp").at("/spec/revisionHistoryLimit").asInt())
                    .isEqualTo(3);
            assertThat(shop.repository().read("inner/lamp.yaml")).contains("${HISTORY:=3}");
            OurRendering.isWhatIsLive(shop, 1);
        }
    }

    private static String[] set(Shop shop, String assignment) {
        return VerbsEndToEndTest.operate(shop, "set", "deployment/lamp", assignment);
    }

    private static String child(Shop shop) {
        return """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: %1$s-child, namespace: %1$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./inner
                  interval: 10m
                  timeout: 30s
                  prune: true
                  postBuild:
                    substitute: {PATIENCE: "1"}   # in seconds
                    substituteFrom: [{kind: ConfigMap, name: numbers}]
                """.formatted(shop.namespace());
    }

    private static String numbers(Shop shop) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: numbers, namespace: %s}
                data:
                  REPLICAS: "1"   # one zone
                """.formatted(shop.namespace());
    }

    private static String lamp(Shop shop) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: lamp, namespace: %s}
                spec:
                  replicas: ${REPLICAS}
                  minReadySeconds: ${PATIENCE}
                  revisionHistoryLimit: ${HISTORY:=3}
                  selector: {matchLabels: {app: lamp}}
                  template:
                    metadata: {labels: {app: lamp}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: lamp, image: "%s"}]
                """.formatted(shop.namespace(), shop.testbed().imageOld());
    }
}
