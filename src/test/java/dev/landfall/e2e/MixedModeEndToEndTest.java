package dev.landfall.e2e;

import static dev.landfall.e2e.VerbsEndToEndTest.live;
import static dev.landfall.e2e.VerbsEndToEndTest.operate;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One request about what an owner delivers and what nobody owns: one plan, each its own way, and one verdict. */
@EndToEnd
class MixedModeEndToEndTest {
    private static final String SETTINGS = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: %s, namespace: %s}
            data: {a: b}
            """;

    @ParameterizedTest
    @EnumSource
    void whatIsTypedGoesEachItsWayAndBack(GitOpsTool tool) {
        try (Shop shop = opened(tool, "mixed")) {
            Landfall landfall = shop.mightyLandfall();

            Answer scaled = landfall.answer(
                    operate(shop, "scale", "deployment/web", "deployment/loose", "--replicas", "2", "--direct"));

            wentEachItsWay(scaled);
            assertThat(replicas(shop)).containsExactly(2, 2);
            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read(Manifests.WEB_FILE)).contains("replicas: 1");
            assertThat(replicas(shop)).containsExactly(1, 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aSentenceChangesAndDeletesOnBothWays(GitOpsTool tool) {
        try (Shop shop = opened(tool, "mixed-words")) {
            shop.admin().apply(SETTINGS.formatted("stray", shop.namespace()));
            Landfall landfall = shop.mightyLandfall();
            String sentence =
                    "scale web and loose to 2, label them team=shop, delete configmap settings and configmap stray";

            Answer answer = landfall.answer("operate", sentence, "-n", shop.namespace(), "--direct", "--yes");

            wentEachItsWay(answer);
            assertThat(replicas(shop)).containsExactly(2, 2);
            assertThat(shop.deployment("loose").at("/metadata/labels/team").asString(""))
                    .isEqualTo("shop");
            assertThat(shop.repository().files()).doesNotContainKey("apps/settings.yaml");
            assertThat(live(shop, "configmap", "settings").isMissingNode()).isTrue();
            assertThat(live(shop, "configmap", "stray").isMissingNode()).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void manifestsUpdateWhatIsOwnedAndCreateWhatIsNew(GitOpsTool tool) {
        try (Shop shop = opened(tool, "mixed-apply")) {
            Landfall landfall = shop.mightyLandfall();
            String file = landfall.file(
                    "both.yaml",
                    SETTINGS.formatted("settings", shop.namespace()).replace("a: b", "a: c") + "---\n"
                            + SETTINGS.formatted("new", shop.namespace()));

            Answer answer = landfall.answer(operate(shop, "apply", "-f", file, "--direct"));

            wentEachItsWay(answer);
            assertThat(shop.repository().read("apps/settings.yaml")).contains("a: c");
            assertThat(live(shop, "configmap", "settings").at("/data/a").asString(""))
                    .isEqualTo("c");
            assertThat(live(shop, "configmap", "new").at("/data/a").asString(""))
                    .isEqualTo("b");
        }
    }

    @Test
    void whereThePushIsRefusedNothingIsWrittenDirectlyEither() {
        try (Shop shop = opened(GitOpsTool.ARGOCD, "mixed-refused")) {
            shop.repository().installPreReceive("#!/bin/sh\necho 'the freeze lasts until Monday' >&2\nexit 1\n");

            Answer refused = shop.mightyLandfall()
                    .answer("operate", "scale web and loose to 2", "-n", shop.namespace(), "--direct", "--yes")
                    .ends("Refused", 7);

            assertThat(refused.reason()).isEqualTo("push-refused");
            assertThat(replicas(shop)).containsExactly(1, 1);
        }
    }

    /** A shop with a ConfigMap of its own, among which a Deployment lives that nobody owns. */
    private static Shop opened(GitOpsTool tool, String test) {
        Shop shop = Shop.of(tool, test, false);
        shop.opened(Map.of("apps/settings.yaml", SETTINGS.formatted("settings", shop.namespace())));
        shop.admin().apply(DirectEndToEndTest.loose(shop, shop.namespace()));
        return shop;
    }

    private static void wentEachItsWay(Answer answer) {
        answer.ends("Verified", 0);
        assertThat(answer.json()
                        .path("parts")
                        .valueStream()
                        .map(part -> part.path("delivery").asString("")))
                .containsExactly("push", "direct");
    }

    private static List<Integer> replicas(Shop shop) {
        return Stream.of("web", "loose")
                .map(name -> shop.deployment(name).at("/spec/replicas").asInt(0))
                .toList();
    }
}
