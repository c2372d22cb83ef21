package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@EndToEnd
class ResumeEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void trackFinishesWhatWasKilledAfterThePush(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "killed")) {
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();
            String commit;
            try (Running operating = landfall.start(ScaleEndToEndTest.scale(shop, "deployment/web", 3))) {
                commit = shop.awaitPushBy(operating);
                operating.kill();
            }

            String change = shop.repository().trailers(commit).get("Change-Id");
            Answer answer = landfall.answer("track", change).ends("Verified", 0);

            assertThat(answer.commit()).isEqualTo(commit);
            proof.landed(landfall, answer, "replicas: 1", "replicas: 3");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInterruptNamesTheCommandToGoOnWith(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "interrupted")) {
            Landfall landfall = shop.landfall();
            Answer interrupted;
            String commit;
            try (Running operating =
                    landfall.start(Landfall.asJson(ScaleEndToEndTest.scale(shop, "deployment/web", 3)))) {
                commit = shop.awaitPushBy(operating);
                operating.interrupt();
                interrupted = landfall.answerOf(operating).ends("Interrupted", 130);
            }

            String change = shop.repository().trailers(commit).get("Change-Id");
            assertThat(interrupted.json().path("reason").path("remedy").asString(""))
                    .contains("track " + change);
            landfall.answer("track", change).ends("Verified", 0);
        }
    }
}
