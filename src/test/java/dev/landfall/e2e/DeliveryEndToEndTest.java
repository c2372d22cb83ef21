package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The cluster at hand delivers at all: everything else builds on it. */
@EndToEnd
class DeliveryEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void deliversWhatIsPushed(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "delivery")) {
            String file = shop.repository().read(Manifests.WEB_FILE);
            assertThat(shop.deployment("web").path("spec").path("replicas").asInt())
                    .isEqualTo(1);
            shop.repository().push("Two pods", Map.of(Manifests.WEB_FILE, file.replace("replicas: 1", "replicas: 2")));
            shop.awaitRunning("web", 2, shop.testbed().imageOld());
        }
    }
}
