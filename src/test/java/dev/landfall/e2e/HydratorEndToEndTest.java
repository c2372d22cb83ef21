package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Argo CD's source hydrator: people edit the dry branch, and what it renders is committed elsewhere and synced. */
@EndToEnd
class HydratorEndToEndTest {
    @Test
    void aCommitIsFollowedThroughTheHydrator() {
        try (Shop shop = hydrated("hydrator", false)) {
            Answer answer = shop.landfall()
                    .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3))
                    .ends("Verified", 0);

            assertThat(shop.repository().head()).isEqualTo(answer.commit());
            assertThat(Shop.runs(shop.deployment("web"), 3, shop.testbed().imageOld()))
                    .isTrue();
        }
    }

    @Test
    void whatNobodyPromotesIsBlockedUntilSomebodyDoes() {
        try (Shop shop = hydrated("promotion", true)) {
            Landfall landfall = shop.landfall();

            Answer blocked = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3))
                    .ends("Blocked", 6);
            assertThat(blocked.reason()).isEqualTo("awaiting-promotion");
            assertThat(shop.deployment("web").at("/spec/replicas").asInt()).isEqualTo(1);

            shop.repository().promote("live-next", "live");
            landfall.answer("track", blocked.change()).ends("Verified", 0);
        }
    }

    /** A shop whose folder is rendered onto the branch {@code live}, or first onto another one. */
    private static Shop hydrated(String test, boolean staged) {
        Shop shop = Shop.of(GitOpsTool.ARGOCD, test, false).opened(Map.of());
        String source = """
                {"spec": {"source": null, "sourceHydrator": {
                  "drySource": {"repoURL": "%s", "targetRevision": "main", "path": "apps"},
                  "syncSource": {"targetBranch": "live", "path": "web"}}}}
                """.formatted(shop.repository().url());
        shop.admin().merge(shop.delivered().owner(), source);
        awaitHydrated(shop);
        if (staged) {
            shop.repository().promote("live", "live-next");
            shop.admin()
                    .merge(
                            shop.delivered().owner(),
                            "{\"spec\":{\"sourceHydrator\":{\"hydrateTo\":{\"targetBranch\":\"live-next\"}}}}");
        }
        return shop;
    }

    private static void awaitHydrated(Shop shop) {
        shop.awaitOwner(live -> live.at("/status/sync/comparedTo/source/targetRevision")
                        .asString("")
                        .equals("live")
                && live.at("/status/sync/status").asString("").equals("Synced"));
    }
}
