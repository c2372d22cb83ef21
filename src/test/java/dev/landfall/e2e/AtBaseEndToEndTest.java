package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Two overlays of one base, each with an owner of its own: production, where everything is asked for, and staging. */
@EndToEnd
class AtBaseEndToEndTest {
    private static final String STAGING = "web-staging";

    private static Shop opened(GitOpsTool tool, String test) {
        Shop shop = Shop.of(tool, test, false);
        String base = Manifests.web(shop.namespace(), shop.testbed().imageOld())
                .replace("    namespace: %s\n".formatted(shop.namespace()), "");
        shop.opened(Map.of(
                "base/web.yaml",
                base,
                "base/kustomization.yaml",
                "resources: [web.yaml, settings.yaml]\n",
                "base/settings.yaml",
                "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {COLOUR: blue}\n",
                "apps/kustomization.yaml",
                "namespace: %s\nresources: [../base, service.yaml]\n".formatted(shop.namespace()),
                "staging/kustomization.yaml",
                """
                namespace: %s
                nameSuffix: -staging
                resources: [../base]
                labels: [ {pairs: {app: web-staging}, includeSelectors: true} ]
                """.formatted(shop.namespace()),
                Manifests.WEB_FILE,
                ""));
        return shop;
    }

    private static String image(Shop shop, String deployment) {
        return Shop.image(shop.deployment(deployment));
    }

    @ParameterizedTest
    @EnumSource
    void anImageOfTheBaseChangesForBothAndBothAreFollowed(GitOpsTool tool) {
        try (Shop shop = opened(tool, "at-base")) {
            Delivered staging = shop.alsoDelivered("staging", STAGING);
            shop.awaitRunning(STAGING, 1, shop.testbed().imageOld());
            String before = shop.repository().read("base/web.yaml");
            Landfall landfall = shop.landfall();
            String[] words = VerbsEndToEndTest.operate(
                    shop, "set-image", "deployment/web", "web=" + shop.testbed().imageNew(), "--at", "base");

            Answer answer = landfall.answer(words).ends("Verified", 0);

            assertThat(shop.repository().filesChangedBy(answer.commit())).containsExactly("base/web.yaml");
            assertThat(shop.repository().read("base/web.yaml"))
                    .isEqualTo(before.replace(
                            shop.testbed().imageOld(), shop.testbed().imageNew()));
            assertThat(List.of(image(shop, "web"), image(shop, STAGING)))
                    .containsOnly(shop.testbed().imageNew());
            assertThat(answer.json().toString()).contains("also-changes");
            for (Delivered each : List.of(shop.delivered(), staging))
                assertThat(answer.json().toString()).contains(each.owner().name());
            assertThat(answer.evidence())
                    .contains(
                            "Deployment " + shop.namespace() + "/web\"",
                            "Deployment " + shop.namespace() + "/" + STAGING);

            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            // Verified for both: nothing is waited for.
            assertThat(Shop.runs(shop.deployment("web"), 1, shop.testbed().imageOld()))
                    .isTrue();
            assertThat(Shop.runs(shop.deployment(STAGING), 1, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatGoesFromTheBaseGoesForBothAndComesBackForBoth(GitOpsTool tool) {
        try (Shop shop = opened(tool, "at-base-gone")) {
            shop.alsoDelivered("staging", STAGING);
            shop.awaitRunning(STAGING, 1, shop.testbed().imageOld());
            String before = shop.repository().read("base/web.yaml");
            Landfall landfall = shop.landfall();

            Answer answer = landfall.answer(VerbsEndToEndTest.operate(shop, "delete", "deployment/web", "--at", "base"))
                    .ends("Verified", 0);

            assertThat(List.of("web", STAGING))
                    .allMatch(name ->
                            VerbsEndToEndTest.live(shop, "deployment", name).isMissingNode());

            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("base/web.yaml")).isEqualTo(before);
            assertThat(List.of("web", STAGING))
                    .allMatch(name ->
                            Shop.runs(shop.deployment(name), 1, shop.testbed().imageOld()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheBaseHasGoesFromOneOverlayAlone(GitOpsTool tool) {
        try (Shop shop = opened(tool, "patched-away")) {
            shop.alsoDelivered("staging", STAGING);
            shop.awaitRunning(STAGING, 1, shop.testbed().imageOld());
            String before = shop.repository().read("apps/kustomization.yaml");
            Landfall landfall = shop.landfall();

            Answer answer = landfall.answer(VerbsEndToEndTest.operate(shop, "delete", "deployment/web"))
                    .ends("Verified", 0);

            assertThat(shop.repository().filesChangedBy(answer.commit())).containsExactly("apps/kustomization.yaml");
            assertThat(shop.repository().read("apps/kustomization.yaml"))
                    .startsWith(before)
                    .contains("$patch: delete");
            assertThat(VerbsEndToEndTest.live(shop, "deployment", "web").isMissingNode())
                    .isTrue();
            assertThat(Shop.runs(shop.deployment(STAGING), 1, shop.testbed().imageOld()))
                    .isTrue();

            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("apps/kustomization.yaml")).isEqualTo(before);
            assertThat(VerbsEndToEndTest.live(shop, "deployment", "web").isMissingNode())
                    .isFalse();
        }
    }
}
