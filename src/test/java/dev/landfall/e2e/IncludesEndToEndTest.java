package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** A GitRepository that includes a folder of another one: what lies there is changed where it comes from. */
@EndToEnd
class IncludesEndToEndTest {
    @Test
    void whatIsIncludedIsChangedInTheRepositoryThatItComesFrom() {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "include", false).opened(Map.of())) {
            GitFixture parts = GitFixture.create(shop.testbed(), shop.namespace() + "-parts", false, shop.folder());
            parts.push(
                    "Parts",
                    Map.of(
                            "kustomize/base/kustomization.yaml",
                            "resources: [lamp.yaml]\n",
                            "kustomize/base/lamp.yaml",
                            lamp(shop)));
            include(shop, parts);
            shop.repository()
                    .push(
                            "Take the parts in",
                            Map.of(
                                    "apps/kustomization.yaml",
                                    "resources: [web.yaml, service.yaml, ../vendor/parts/base]\n"));
            shop.delivered().lookNow(shop.admin());
            shop.awaitRunning("lamp", 1, shop.testbed().imageOld());
            Landfall landfall = shop.landfall();

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/lamp", 2))
                    .ends("Verified", 0);
            assertThat(parts.head()).isEqualTo(scaled.commit());
            assertThat(parts.read("kustomize/base/lamp.yaml")).contains("replicas: 2   # for one room");
            assertThat(shop.deployment("lamp").at("/status/availableReplicas").asInt())
                    .isEqualTo(2);

            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            assertThat(parts.read("kustomize/base/lamp.yaml")).isEqualTo(lamp(shop));
        }
    }

    private static void include(Shop shop, GitFixture parts) {
        shop.admin().apply("""
                apiVersion: source.toolkit.fluxcd.io/v1
                kind: GitRepository
                metadata: {name: parts, namespace: %1$s}
                spec:
                  url: "%2$s"
                  ref: {branch: main}
                  interval: 10m
                  secretRef: {name: %1$s}
                """.formatted(shop.namespace(), parts.url()));
        Delivered.Tracked source =
                new Delivered.Tracked("gitrepositories.source.toolkit.fluxcd.io", shop.namespace(), shop.namespace());
        shop.admin()
                .merge(
                        source,
                        "{\"spec\":{\"include\":[{\"repository\":{\"name\":\"parts\"},\"fromPath\":\"kustomize\","
                                + "\"toPath\":\"vendor/parts\"}]}}");
    }

    private static String lamp(Shop shop) {
        return """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: lamp, namespace: %s}
                spec:
                  replicas: 1   # for one room
                  progressDeadlineSeconds: 60
                  selector: {matchLabels: {app: lamp}}
                  template:
                    metadata: {labels: {app: lamp}}
                    spec:
                      terminationGracePeriodSeconds: 1
                      containers: [{name: lamp, image: "%s"}]
                """.formatted(shop.namespace(), shop.testbed().imageOld());
    }
}
