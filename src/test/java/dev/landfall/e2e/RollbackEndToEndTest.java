package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What fails is taken back where that was asked for, and never over what others have done since. */
@EndToEnd
class RollbackEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void whatFailsIsTakenBackByACommit(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "rollback")) {
            String before = shop.repository().read(Manifests.WEB_FILE);

            Answer answer = shop.landfall()
                    .answer(VerbsEndToEndTest.operate(
                            shop,
                            "set-image",
                            "deployment/web",
                            "web=" + shop.testbed().imageBroken(),
                            "--rollback-on-failure"))
                    .ends("RolledBack", 5);

            assertThat(shop.repository().read(Manifests.WEB_FILE)).isEqualTo(before);
            assertThat(shop.repository().head()).isNotEqualTo(answer.commit());
            shop.awaitRunning("web", 1, shop.testbed().imageOld());
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatOthersHaveEditedSinceIsNotTakenBackWithIt(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "conflict")) {
            Landfall landfall = shop.landfall();
            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);
            String ours = shop.repository().read(Manifests.WEB_FILE);
            String theirs = shop.repository()
                    .push("Three at least", Map.of(Manifests.WEB_FILE, ours.replace("replicas: 2", "replicas: 3")));

            Answer refused = landfall.answer("revert", scaled.change(), "--yes").ends("Refused", 7);

            assertThat(refused.json().path("reason").toString()).contains("spec.replicas", "3");
            assertThat(shop.repository().head()).isEqualTo(theirs);
        }
    }
}
