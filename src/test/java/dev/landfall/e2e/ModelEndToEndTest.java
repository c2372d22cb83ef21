package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.githost.MergeStyle;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A model with nothing but the tools of the Model Context Protocol, people for what is theirs, and a proof at the end. */
@EndToEnd
class ModelEndToEndTest {
    private static final Duration PROVEN_WITHIN = Duration.ofMinutes(4);

    @ParameterizedTest
    @EnumSource
    void whatItRepairsIsReviewedByAPersonAndProven(GitOpsTool tool) {
        try (Review review = Review.open(tool, "model")) {
            Shop shop = review.shop();
            String sound = review.gitea().file("main", Manifests.WEB_FILE);
            String broken =
                    sound.replace(shop.testbed().imageOld(), shop.testbed().imageMissing());
            review.gitea().commit("main", Map.of(Manifests.WEB_FILE, broken));
            shop.delivered().lookNow(shop.admin());
            try (Model model = review.landfall("draft: false").model()) {
                Model.Said planned = Waiting.until(
                                "the fault",
                                RemediateEndToEndTest.SHOWN_WITHIN,
                                () -> model.call(
                                        "remediate", "object", "deployment/web", "namespace", shop.namespace()),
                                said -> said.outcome().equals("Planned"))
                        .ends("Planned");
                assertThat(planned.json().at("/diagnosis/findings/0/rule").asString(""))
                        .isEqualTo("image-not-found");
                assertThat(planned.text()).contains("call apply with plan=" + planned.plan());

                Model.Said proposed = model.apply(planned).ends("AwaitingMerge");
                assertThat(proposed.text()).contains("call track with change=" + proposed.change());
                long number = review.awaitProposal();
                assertThat(review.gitea().file("main", Manifests.WEB_FILE)).isEqualTo(broken);
                model.call("track", "change", proposed.change(), "timeoutSeconds", 2)
                        .ends("AwaitingMerge");

                review.gitea().merge(number, MergeStyle.MERGE);

                Model.Said proven = model.trackUntil("Verified", proposed.change(), PROVEN_WITHIN)
                        .ends("Verified");
                assertThat(proven.json().at("/parts/0/evidence").toString()).contains("not seen for");
                assertThat(proven.json().at("/parts/0/commit").asString(""))
                        .isEqualTo(review.gitea().head("main").hex());
                model.call("remediate", "namespace", shop.namespace()).ends("Healthy");
            }
            assertThat(review.gitea().file("main", Manifests.WEB_FILE)).isEqualTo(sound);
            assertThat(Shop.runs(shop.deployment("web"), 1, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    /** An approval that a model relays is none: where nobody would review a pull request, a person lands the plan. */
    @ParameterizedTest
    @EnumSource
    void withoutPullRequestsAPersonLandsWhatItPlanned(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "model-push")) {
            Landfall landfall = shop.landfall();
            String head = shop.repository().head();
            try (Model model = landfall.model()) {
                Model.Said planned = model.call(
                                "recommend",
                                "intent",
                                "a configmap named fresh",
                                "namespace",
                                shop.namespace(),
                                "defaults",
                                true)
                        .ends("Planned");

                Model.Said asked = model.apply(planned).ends("NeedsInput");
                assertThat(asked.reason()).isEqualTo("approval-missing");
                assertThat(asked.text()).contains("landfall apply " + planned.plan() + " --digest " + planned.digest());
                assertThat(shop.repository().head()).isEqualTo(head);
                assertThat(model.call("changes").json().path("changes")).isEmpty();

                Answer landed = landfall.answer("apply", planned.plan(), "--digest", planned.digest(), "--no-wait")
                        .ends("InProgress", 0);
                model.trackUntil("Verified", landed.change(), PROVEN_WITHIN).ends("Verified");
            }
            assertThat(VerbsEndToEndTest.live(shop, "configmap", "fresh").isMissingNode())
                    .isFalse();
        }
    }

    @Test
    void aChangeWhoseModelVanishesIsFollowedByThePersonWhoMergesIt() {
        try (Review review = Review.open(GitOpsTool.FLUX, "model-gone")) {
            Shop shop = review.shop();
            Landfall landfall = review.landfall("draft: false");
            Model.Said proposed;
            try (Model model = landfall.model()) {
                Model.Said planned = model.call(
                                "operate", "instruction", "scale web to 2", "namespace", shop.namespace())
                        .ends("Planned");
                proposed = model.apply(planned).ends("AwaitingMerge");
                model.vanishWhileTracking(proposed.change());
                assertThat(model.ended()).isZero();
            }
            review.gitea().merge(review.awaitProposal(), MergeStyle.SQUASH);

            landfall.answer("track", proposed.change()).ends("Verified", 0);

            assertThat(Shop.runs(shop.deployment("web"), 2, shop.testbed().imageOld()))
                    .isTrue();
            assertThat(review.proposals()).isEqualTo(1);
        }
    }
}
