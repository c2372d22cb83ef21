package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a cluster's own rules refuse is said in their words, before anything is pushed. */
@EndToEnd
class AdmissionEndToEndTest {
    private static final String RULE = "the night belongs to maintenance";

    @ParameterizedTest
    @EnumSource
    void aRuleThatRefusesIsQuotedBeforeThePush(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "admission")) {
            try {
                shop.makeRule(
                        "!has(object.metadata.labels) || !('shift' in object.metadata.labels)",
                        RULE,
                        "label",
                        "deployment/web",
                        "shift=night");
                String head = shop.repository().head();

                Answer answer = shop.mightyLandfall()
                        .answer(VerbsEndToEndTest.operate(shop, "label", "deployment/web", "shift=night"))
                        .ends("Refused", 7);

                assertThat(answer.json().path("reason").path("message").asString(""))
                        .contains(RULE);
                assertThat(shop.repository().head()).isEqualTo(head);
            } finally {
                shop.deleteRule();
            }
        }
    }
}
