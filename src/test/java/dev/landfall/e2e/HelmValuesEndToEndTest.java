package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a HelmRelease renders is changed where its value is: in the release, in a ConfigMap, or in the chart in Git. */
@EndToEnd
class HelmValuesEndToEndTest {
    private static final Duration RELEASED_WITHIN = Duration.ofMinutes(2);

    @Test
    void whatARenderedDeploymentShallBeIsChangedWhereItsValueIs() {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "values", false).opened(charts())) {
            shop.repository()
                    .push(
                            "Release two lamps",
                            Map.of(
                                    "apps/each.yaml", release(shop, "each", "Revision"),
                                    "apps/some.yaml", release(shop, "some", "ChartVersion"),
                                    "apps/each-values.yaml", values(shop, "each"),
                                    "apps/values.yaml", values(shop, "some")));
            awaitReleased(shop, "each");
            awaitReleased(shop, "some");
            Landfall landfall = shop.mightyLandfall();

            Answer own = landfall.answer(scale(shop, "each", 2)).ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(own.commit())).containsExactly("apps/each.yaml");
            assertThat(shop.deployment("each").at("/status/availableReplicas").asInt())
                    .isEqualTo(2);

            Answer held =
                    landfall.answer(set(shop, "some", "spec.minReadySeconds=2")).ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(held.commit())).containsExactly("apps/values.yaml");

            Answer template = landfall.answer(set(shop, "some", "spec.revisionHistoryLimit=4"))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(template.commit()))
                    .containsExactlyInAnyOrder("charts/some/Chart.yaml", "charts/some/templates/lamp.yaml");

            Answer commit = landfall.answer(set(shop, "each", "spec.revisionHistoryLimit=4"))
                    .ends("Verified", 0);
            assertThat(shop.repository().filesChangedBy(commit.commit()))
                    .containsExactly("charts/each/templates/lamp.yaml");
            OurRendering.isWhatIsLive(shop, 2);
            landfall.answer("revert", template.change(), "--yes").ends("Verified", 0);
        }
    }

    @Test
    void aWrongValueOfAReleaseIsMendedThere() {
        try (Shop shop = Shop.of(GitOpsTool.FLUX, "wrong", false).opened(charts())) {
            String sound = release(shop, "each", "Revision");
            shop.repository()
                    .push("Release a lamp", Map.of("apps/each.yaml", sound, "apps/values.yaml", values(shop, "each")));
            awaitReleased(shop, "each");
            String wrong =
                    sound.replace(shop.testbed().imageOld(), shop.testbed().imageMissing());
            shop.repository().push("Break it", Map.of("apps/each.yaml", wrong));
            shop.delivered().lookNow(shop.admin());
            Landfall landfall = shop.mightyLandfall();
            Waiting.until(
                    "the fault",
                    RELEASED_WITHIN,
                    () -> landfall.answer(remediate(shop, "--dry-run")).json(),
                    json -> json.at("/diagnosis/findings/0/rule").asString("").equals("image-not-found"));

            landfall.answer(remediate(shop, "--yes")).ends("Verified", 0);

            assertThat(shop.repository().read("apps/each.yaml")).isEqualTo(sound);
            assertThat(Shop.image(shop.deployment("each")))
                    .isEqualTo(shop.testbed().imageOld());
        }
    }

    private static String[] remediate(Shop shop, String how) {
        return new String[] {"remediate", "deployment/each", "-n", shop.namespace(), how};
    }

    private static String[] scale(Shop shop, String name, int replicas) {
        return VerbsEndToEndTest.operate(shop, "scale", "deployment/" + name, "--replicas", "" + replicas);
    }

    private static String[] set(Shop shop, String name, String assignment) {
        return VerbsEndToEndTest.operate(shop, "set", "deployment/" + name, assignment);
    }

    private static void awaitReleased(Shop shop, String name) {
        shop.admin()
                .await(
                        "helmrelease",
                        shop.namespace(),
                        name,
                        RELEASED_WITHIN,
                        live -> live.at("/status/conditions").valueStream().anyMatch(HelmValuesEndToEndTest::isReady));
    }

    private static boolean isReady(JsonNode condition) {
        return condition.path("type").asString("").equals("Ready")
                && condition.path("status").asString("").equals("True");
    }

    private static String release(Shop shop, String name, String strategy) {
        return """
                apiVersion: helm.toolkit.fluxcd.io/v2
                kind: HelmRelease
                metadata: {name: %2$s, namespace: %1$s}
                spec:
                  interval: 10m
                  timeout: 60s
                  upgrade: {disableWait: true}
                  chart:
                    spec:
                      chart: ./charts/%2$s
                      reconcileStrategy: %3$s
                      sourceRef: {kind: GitRepository, name: %1$s}
                  valuesFrom: [{kind: ConfigMap, name: %2$s-values}]
                  values:
                    replicas: 1
                    image: "%4$s"
                """.formatted(shop.namespace(), name, strategy, shop.testbed().imageOld());
    }

    private static String values(Shop shop, String name) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: %2$s-values, namespace: %1$s}
                data:
                  values.yaml: |
                    patience: 1   # in seconds
                """.formatted(shop.namespace(), name);
    }

    private static Map<String, String> charts() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : new String[] {"each", "some"}) {
            String folder = "charts/" + name + "/";
            files.put(folder + "Chart.yaml", "apiVersion: v2\nname: " + name + "\nversion: 1.0.0   # of the chart\n");
            files.put(folder + "values.yaml", "replicas: 1\nimage: none\npatience: 0\n");
            files.put(folder + "templates/lamp.yaml", """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata:
                      name: {{ .Release.Name }}
                      labels: {helm.sh/chart: {{ .Chart.Name }}-{{ .Chart.Version | replace "+" "_" }}}
                    spec:
                      replicas: {{ .Values.replicas }}
                      revisionHistoryLimit: 3
                      minReadySeconds: {{ .Values.patience }}
                      progressDeadlineSeconds: 60
                      selector: {matchLabels: {app: {{ .Release.Name }}}}
                      template:
                        metadata: {labels: {app: {{ .Release.Name }}}}
                        spec:
                          terminationGracePeriodSeconds: 1
                          containers: [{name: lamp, image: {{ .Values.image | quote }}}]
                    """);
        }
        return files;
    }
}
