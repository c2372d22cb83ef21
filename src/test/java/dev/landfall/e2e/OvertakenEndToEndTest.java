package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What others push while our commit waits decides what becomes of it. */
@EndToEnd
@Isolated("while its controllers are stopped, nothing is delivered")
@Execution(ExecutionMode.SAME_THREAD)
class OvertakenEndToEndTest {
    /** Scales to 3 while the controller stands still, and lets others act between our push and its next look. */
    private static Answer scaleWhileStopped(Shop shop, Landfall landfall, Runnable others) {
        Controller controller = Controller.of(shop.testbed(), shop.delivered().tool());
        try (Running operating = landfall.start(Landfall.asJson(ScaleEndToEndTest.scale(shop, "deployment/web", 3)))) {
            try (var _ = controller.stopped()) {
                String _ = shop.awaitPushBy(operating);
                others.run();
            }
            return landfall.answerOf(operating);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterCommitThatChangesOurLinesSupersedesUs(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "superseded")) {
            Landfall landfall = shop.landfall();

            Answer answer = scaleWhileStopped(shop, landfall, () -> {
                        String ours = shop.repository().read(Manifests.WEB_FILE);
                        String _ = shop.repository()
                                .push(
                                        "Two will do",
                                        Map.of(Manifests.WEB_FILE, ours.replace("replicas: 3", "replicas: 2")));
                    })
                    .ends("Superseded", 5);

            assertThat(answer.json().path("reason").path("message").asString(""))
                    .contains("Somebody Else", shop.repository().head().substring(0, 7));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLaterCommitThatLeavesOurLinesContainsUs(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "contained")) {
            Landfall landfall = shop.landfall();

            Answer answer = scaleWhileStopped(shop, landfall, () -> {
                        String ours = shop.repository().read(Manifests.WEB_FILE);
                        String _ = shop.repository()
                                .push(
                                        "Name the night shift",
                                        Map.of(Manifests.WEB_FILE, ours.replace("at night", "by night")));
                    })
                    .ends("Verified", 0);

            // Flux may apply ours first, from what it had fetched before the other one came.
            if (tool == GitOpsTool.ARGOCD)
                assertThat(answer.evidence()).contains(shop.repository().head());
            shop.awaitRunning("web", 3, shop.testbed().imageOld());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPushByForceThatDropsOurCommitIsAFailure(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "dropped")) {
            Landfall landfall = shop.landfall();
            String before = shop.repository().head();

            Answer answer = scaleWhileStopped(
                            shop, landfall, () -> shop.repository().rewindTo(before))
                    .ends("Failed", 5);

            assertThat(answer.reason()).isEqualTo("commit-dropped");
            // Flux may have applied it already, from what it had fetched before the rewind.
            shop.awaitRunning("web", 1, shop.testbed().imageOld());
        }
    }

    /** It is suspended, or told to skip, after our push: a person must act, and track goes on where they have. */
    @ParameterizedTest
    @EnumSource
    void whoIsSwitchedOffAfterThePushBlocksUntilItIsOnAgain(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "off-later")) {
            Landfall landfall = shop.landfall();
            Delivered.Tracked owner = shop.delivered().owner();
            String skip = "{\"metadata\":{\"annotations\":{\"argocd.argoproj.io/skip-reconcile\":%s}}}";
            String off = tool == GitOpsTool.FLUX ? "{\"spec\":{\"suspend\":true}}" : skip.formatted("\"true\"");
            String on = tool == GitOpsTool.FLUX ? "{\"spec\":{\"suspend\":false}}" : skip.formatted("null");

            Answer blocked = scaleWhileStopped(
                            shop, landfall, () -> shop.admin().merge(owner, off))
                    .ends("Blocked", 6);
            assertThat(blocked.reason()).isEqualTo(tool == GitOpsTool.FLUX ? "owner-suspended" : "skip-reconcile");

            shop.admin().merge(owner, on);
            Answer tracked = landfall.answer("track", blocked.change()).ends("Verified", 0);
            assertThat(tracked.commit()).isEqualTo(blocked.commit());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerThatIsDeletedMeanwhileIsAFailure(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "deleted-owner")) {
            Landfall landfall = shop.landfall();

            Answer answer =
                    scaleWhileStopped(shop, landfall, shop.delivered()::delete).ends("Failed", 5);

            assertThat(answer.reason()).isIn("application-deleted", "owner-gone", "owner-deleting");
        }
    }
}
