package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From an intent in words to objects that are live and well, and out again. */
@EndToEnd
class RecommendEndToEndTest {
    /** What the images of the testbed need not have: they may run as root and write where they like. */
    private static final List<String> FOR_TEST_IMAGES = List.of(
            "--defaults",
            "--answer",
            "run-as-non-root=no",
            "--answer",
            "read-only-root=no",
            "--answer",
            "cpu-request=5m",
            "--answer",
            "memory-request=8Mi");

    private static String[] recommend(Shop shop, String... more) {
        List<String> all = fresh(shop, more);
        all.addAll(List.of("-n", shop.namespace(), "--yes"));
        return all.toArray(String[]::new);
    }

    /** The words for a workload that has all its answers. */
    static List<String> fresh(Shop shop, String... more) {
        List<String> all = new ArrayList<>(List.of("recommend", deployment(shop)));
        all.addAll(FOR_TEST_IMAGES);
        all.addAll(List.of(more));
        return all;
    }

    private static String deployment(Shop shop) {
        return "a deployment named fresh of " + shop.testbed().imageOld() + " with MODE=day and 2 replicas";
    }

    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @EnumSource
    void aWorkloadGoesIntoTheFolderOfItsOwnerAndOutAgain(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "recommend")) {
            Landfall landfall = shop.mightyLandfall();
            Map<String, String> before = shop.repository().files();

            Answer made = landfall.answer(
                            recommend(shop, "--owner", shop.delivered().asOwner()))
                    .ends("Verified", 0);

            assertThat(shop.repository().head()).isEqualTo(made.commit());
            assertThat(shop.repository().files()).containsAllEntriesOf(before).hasSizeGreaterThan(before.size());
            assertThat(VerbsEndToEndTest.live(shop, "deployment", "fresh")
                            .at("/status/availableReplicas")
                            .asInt(0))
                    .isEqualTo(2);
            assertThat(VerbsEndToEndTest.live(shop, "configmap", "fresh")
                            .at("/data/MODE")
                            .asString(""))
                    .isEqualTo("day");
            landfall.answer("revert", made.change(), "--yes").ends("Verified", 0);
            assertThat(VerbsEndToEndTest.live(shop, "deployment", "fresh").isMissingNode())
                    .isTrue();
            assertThat(shop.repository().files()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerThatIsAtHomeInTheNamespaceIsSuggested(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "recommend-where")) {
            Answer planned = shop.mightyLandfall()
                    .answer("recommend", "a configmap named fresh", "-n", shop.namespace(), "--defaults", "--dry-run")
                    .ends("Planned", 0);

            assertThat(planned.part().path("repository").asString(""))
                    .isEqualTo(shop.repository().url());
        }
    }

    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    @ParameterizedTest
    @EnumSource
    void saidDirectlyItGoesStraightToTheCluster(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "recommend-direct")) {
            String head = shop.repository().head();

            Answer made =
                    shop.mightyLandfall().answer(recommend(shop, "--direct")).ends("Verified", 0);

            assertThat(made.part().path("delivery").asString("")).isEqualTo("direct");
            assertThat(shop.repository().head()).isEqualTo(head);
        }
    }

    @Test
    void whatTheServerRefusesIsSaidInItsWords() {
        try (Shop shop = Shop.open(GitOpsTool.FLUX, "recommend-refused")) {
            Answer refused = shop.mightyLandfall()
                    .answer("recommend", "--kind", "Service", "--name", "fresh", "-n", shop.namespace(), "--direct");

            refused.ends("Refused", 7);
            assertThat(refused.finished().out()).contains("spec.ports: Required value");
        }
    }

    @Test
    void questionsAreAskedOfARealCluster() {
        try (Shop shop = Shop.open(GitOpsTool.ARGOCD, "recommend-asks")) {
            Answer asked = shop.mightyLandfall()
                    .answer("recommend", deployment(shop), "-n", shop.namespace())
                    .ends("NeedsInput", 7);

            assertThat(asked.reason()).isEqualTo("questions-open");
            assertThat(asked.json()
                            .path("questions")
                            .valueStream()
                            .map(question -> question.path("key").asString("")))
                    .contains("memory-limit", "run-as-non-root");
        }
    }
}
