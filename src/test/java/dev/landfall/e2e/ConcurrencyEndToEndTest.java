package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
class ConcurrencyEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void othersCommitBetweenPlanAndApplyAndWhileItIsTracked(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "unrelated")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();
            Answer planned = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--dry-run"))
                    .ends("Planned", 0);
            shop.repository().unrelatedCommit("before-apply");

            Answer answer;
            try (Running applying =
                    landfall.start(Landfall.asJson("apply", planned.plan(), "--digest", planned.digest()))) {
                shop.awaitPushBy(applying);
                shop.repository().unrelatedCommit("while-tracked");
                answer = landfall.answerOf(applying).ends("Verified", 0);
            }

            assertThat(answer.digest()).isEqualTo(planned.digest());
            assertThat(Shop.runs(shop.deployment("web"), 3, shop.testbed().imageOld()))
                    .isTrue();
            proof.landed(landfall, answer, "replicas: 1", "replicas: 3");
            assertThat(shop.repository().files()).containsKeys("notes/before-apply.md", "notes/while-tracked.md");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherEditOfTheSameFieldOutdatesThePlan(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "outdated")) {
            Landfall landfall = shop.landfall();
            Answer planned = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--dry-run"))
                    .ends("Planned", 0);
            String web = shop.repository().read(Manifests.WEB_FILE);
            String theirs = shop.repository()
                    .push("Two", Map.of(Manifests.WEB_FILE, web.replace("replicas: 1", "replicas: 2")));

            landfall.answer("apply", planned.plan(), "--digest", planned.digest())
                    .ends("Outdated", 7);

            assertThat(shop.repository().head()).isEqualTo(theirs);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoProcessesAtOnceBothLand(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "two-processes")) {
            Landfall landfall = shop.landfall();
            String newer = shop.testbed().imageNew();
            String[] setImage = Landfall.asJson(
                    "operate", "set-image", "deployment/web", "web=" + newer, "-n", shop.namespace(), "--yes");

            try (Running scaling = landfall.start(Landfall.asJson(ScaleEndToEndTest.scale(shop, "deployment/web", 2)));
                    Running imaging = landfall.start(setImage)) {
                Answer scaled = landfall.answerOf(scaling).ends("Verified", 0);
                Answer imaged = landfall.answerOf(imaging).ends("Verified", 0);

                assertThat(shop.repository().log()).contains(scaled.commit(), imaged.commit());
                for (Answer answer : List.of(scaled, imaged)) {
                    assertThat(landfall.recorded(answer.change())
                                    .path("outcome")
                                    .asString(""))
                            .isEqualTo("Verified");
                }
            }
            assertThat(Shop.runs(shop.deployment("web"), 2, newer)).isTrue();
        }
    }
}
