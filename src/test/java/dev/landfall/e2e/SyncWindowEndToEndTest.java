package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A closed sync window is said when the change is planned, waited for, and over when it opens. */
@EndToEnd
class SyncWindowEndToEndTest {
    @Test
    void aClosedWindowIsSaidAndWaitedForUntilItOpens() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "window")) {
            try {
                moveIntoProject(
                        shop,
                        "syncWindows: [{kind: deny, schedule: '* * * * *', duration: 1h," + " applications: ['*']}]");

                Landfall landfall = shop.landfall();
                Answer planned = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--dry-run"))
                        .ends("Planned", 0);
                assertThat(planned.json().toString()).contains("sync-window");

                Answer waited = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--timeout", "20s"))
                        .ends("TimedOut", 6);
                assertThat(waited.finished().out()).contains("sync window");
                assertThat(shop.deployment("web").at("/spec/replicas").asInt()).isEqualTo(1);

                try (Running tracking = landfall.start(Landfall.asJson("track", waited.change()))) {
                    shop.admin().apply(project(shop, "syncWindows: []"));
                    Answer tracked = landfall.answerOf(tracking).ends("Verified", 0);
                    assertThat(tracked.commit()).isEqualTo(waited.commit());
                }
            } finally {
                deleteWithProject(shop);
            }
        }
    }

    @Test
    void aWindowThatLetsPeopleSyncIsNoObstacleToASyncThatIsAskedFor() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "window-manual")) {
            try {
                moveIntoProject(
                        shop,
                        "syncWindows: [{kind: deny, schedule: '* * * * *', duration: 1h,"
                                + " applications: ['*'], manualSync: true}]");

                shop.landfall()
                        .answer(ScaleEndToEndTest.scale(shop, "deployment/web", 3, "--sync"))
                        .ends("Verified", 0);
            } finally {
                deleteWithProject(shop);
            }
        }
    }

    private static void moveIntoProject(Shop shop, String windows) {
        shop.admin().apply(project(shop, windows));
        shop.admin().merge(shop.delivered().owner(), "{\"spec\":{\"project\":\"" + shop.namespace() + "\"}}");
    }

    /** Argo CD keeps a project until no Application is in it. */
    private static void deleteWithProject(Shop shop) {
        shop.delivered().delete();
        shop.admin()
                .run(
                        "delete",
                        "appproject",
                        shop.namespace(),
                        "-n",
                        shop.testbed().argocdNamespace(),
                        "--ignore-not-found");
    }

    private static String project(Shop shop, String windows) {
        return """
                apiVersion: argoproj.io/v1alpha1
                kind: AppProject
                metadata: {name: %s, namespace: %s}
                spec:
                  sourceRepos: ['*']
                  destinations: [{server: '*', namespace: '*'}]
                  %s
                """.formatted(shop.namespace(), shop.testbed().argocdNamespace(), windows);
    }
}
