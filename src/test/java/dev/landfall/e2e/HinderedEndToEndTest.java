package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever made the change, who stood in its way is told in the same words, with what to do next. */
@EndToEnd
class HinderedEndToEndTest {
    private static final String FREEZE = "the freeze lasts until Monday";
    private static final String RULE = "nothing of the kind in this shop";

    @ParameterizedTest
    @CsvSource({"ARGOCD, RECOMMEND", "FLUX, REMEDIATE"})
    void aPushThatTheServerRefusesIsToldInItsWordsAndNothingIsLanded(GitOpsTool tool, Maker maker) {
        try (Shop shop = Shop.open(tool, "no-push")) {
            maker.prepare(shop);
            shop.repository().installPreReceive("#!/bin/sh\necho '" + FREEZE + "' >&2\nexit 1\n");
            Map<String, String> before = shop.repository().files();
            Landfall landfall = shop.landfall();

            Answer refused = landfall.answer(maker.words(shop)).ends("Refused", 7);

            assertThat(refused.reason()).isEqualTo("push-refused");
            assertThat(refused.json().at("/reason/message").asString("")).contains(FREEZE);
            assertThat(shop.repository().files()).isEqualTo(before);
            assertThat(landfall.recorded(refused.change()).path("outcome").asString(""))
                    .isNotEqualTo("Verified");
        }
    }

    /** Landfall may not try the change out here, so that it is the owner who meets the rule. */
    @ParameterizedTest
    @CsvSource({"ARGOCD, RECOMMEND", "ARGOCD, REMEDIATE", "FLUX, RECOMMEND", "FLUX, REMEDIATE"})
    void aSyncThatFailsNamesWhatWasRefusedAndTheWayBack(GitOpsTool tool, Maker maker) {
        try (Shop shop = Shop.open(tool, "no-sync")) {
            maker.prepare(shop);
            FailedSyncEndToEndTest.quickRetries(shop);
            try {
                shop.makeRule(maker.ruleAgainst(shop), RULE, maker.live(shop));
                Landfall landfall = shop.landfall();
                Map<String, String> before = shop.repository().files();

                Answer failed = landfall.answer(maker.words(shop)).ends("Failed", 5);

                assertThat(failed.reason()).isEqualTo(tool == GitOpsTool.ARGOCD ? "sync-failed" : "apply-failed");
                assertThat(failed.json().at("/reason/message").asString("")).contains(RULE);
                assertThat(failed.json().at("/reason/remedy").asString(""))
                        .contains("landfall revert " + failed.change());
                assertThat(shop.repository().head()).isEqualTo(failed.commit());
                landfall.answer("revert", failed.change(), "--yes", "--no-wait").ends("InProgress", 0);
                assertThat(shop.repository().files()).isEqualTo(before);
            } finally {
                shop.deleteRule();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"FLUX, OPERATE", "FLUX, RECOMMEND", "ARGOCD, REMEDIATE"})
    void aWaitThatIsTooShortNamesTheCommandThatGoesOn(GitOpsTool tool, Maker maker) {
        try (Shop shop = Shop.open(tool, "no-time")) {
            maker.prepare(shop);
            Landfall landfall = shop.landfall();

            Answer late = landfall.answer(maker.words(shop, "--timeout", "1s")).ends("TimedOut", 6);

            assertThat(late.reason()).isEqualTo("timed-out");
            assertThat(late.json().at("/reason/message").asString(""))
                    .contains("not finished when the wait was over: ");
            assertThat(late.json().at("/reason/remedy").asString("")).contains("landfall track " + late.change());
            Answer tracked = landfall.answer("track", late.change()).ends("Verified", 0);
            assertThat(tracked.commit()).isEqualTo(late.commit());
            if (maker == Maker.REMEDIATE) assertThat(tracked.evidence()).contains("not seen for");
        }
    }
}
