package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a Kustomization waits for is named, waited for, and no failure of ours. */
@EndToEnd
class DependencyEndToEndTest {
    private static final String BASE_FILE = "base/settings.yaml";

    @Test
    void aDependencyThatIsNotReadyIsNamedAndWaitedFor() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "dependency")) {
            shop.repository().push("Lay a base that fails", Map.of(BASE_FILE, settings("there-is-no-such-namespace")));
            shop.admin().apply(base(shop));
            shop.admin().merge(shop.delivered().owner(), "{\"spec\":{\"dependsOn\":[{\"name\":\"base\"}]}}");
            Landfall landfall = shop.landfall();

            Answer waiting = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--timeout", "40s"))
                    .ends("TimedOut", 6);
            assertThat(waiting.json().path("reason").path("message").asString(""))
                    .contains("base");
            assertThat(shop.deployment("web").at("/spec/replicas").asInt()).isEqualTo(1);

            try (Running tracking = landfall.start(Landfall.asJson("track", waiting.change()))) {
                shop.repository().push("Mend the base", Map.of(BASE_FILE, settings(shop.namespace())));
                landfall.answerOf(tracking).ends("Verified", 0);
            }
        }
    }

    private static String settings(String namespace) {
        return """
                apiVersion: v1
                kind: ConfigMap
                metadata: {name: settings, namespace: %s}
                """.formatted(namespace);
    }

    private static String base(Shop shop) {
        return """
                apiVersion: kustomize.toolkit.fluxcd.io/v1
                kind: Kustomization
                metadata: {name: base, namespace: %1$s}
                spec:
                  sourceRef: {kind: GitRepository, name: %1$s}
                  path: ./base
                  interval: 30s
                  retryInterval: 5s
                  timeout: 20s
                  prune: true
                """.formatted(shop.namespace());
    }
}
