package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
class SetImageEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void setsTheImageAndVerifies(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "image")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();
            String newer = shop.testbed().imageNew();

            Answer answer = landfall.answer(setImage(shop, newer)).ends("Verified", 0);

            assertThat(Shop.runs(shop.deployment("web"), 1, newer)).isTrue();
            proof.landed(landfall, answer, shop.testbed().imageOld(), newer);
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesTheImageThatCannotBePulledAndRevertsIt(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "image-missing")) {
            Map<String, String> before = shop.repository().files();
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();
            String missing = shop.testbed().imageMissing();

            Answer failed = landfall.answer(setImage(shop, missing)).ends("Degraded", 5);
            assertThat(failed.evidence()).contains("ImagePullBackOff");
            proof.landed(landfall, failed, shop.testbed().imageOld(), missing);

            landfall.answer("revert", failed.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().files()).isEqualTo(before);
            assertThat(Shop.runs(shop.deployment("web"), 1, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpOnAPodThatCrashes(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "image-broken")) {
            Answer failed = shop.landfall()
                    .answer(setImage(shop, shop.testbed().imageBroken()))
                    .ends("Degraded", 5);

            assertThat(failed.evidence()).contains("CrashLoopBackOff");
        }
    }

    @ParameterizedTest
    @EnumSource
    void givesUpAtTheWorkloadsOwnDeadlineWhereNoPodGetsReady(GitOpsTool tool) {
        try (Shop shop = Shop.of(tool, "image-silent", false)) {
            String silent = Testbed.where(shop.testbed().imageSilent(), "E2E_IMAGE_SILENT");
            String web = Manifests.probedWeb(shop.namespace(), shop.testbed().imageOld());
            shop.opened(Map.of(Manifests.WEB_FILE, web));

            Answer failed = shop.landfall().answer(setImage(shop, silent)).ends("Degraded", 5);

            assertThat(failed.finished().out()).contains("ProgressDeadlineExceeded");
        }
    }

    private static String[] setImage(Shop shop, String image) {
        return new String[] {"operate", "set-image", "deployment/web", "web=" + image, "-n", shop.namespace(), "--yes"};
    }
}
