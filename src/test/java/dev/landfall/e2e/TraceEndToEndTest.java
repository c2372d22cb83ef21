package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

@EndToEnd
class TraceEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void tellsTheOwnerAndTheFileFromADeploymentAndFromItsPod(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "trace")) {
            Landfall landfall = shop.landfall();
            for (String object : new String[] {"deployment/web", "pod/" + shop.podOf("web")}) {
                JsonNode trace =
                        landfall.answer("trace", object, "-n", shop.namespace()).json();

                assertThat(trace.path("ownership").asString("")).isEqualTo("owned");
                assertThat(trace.path("owner").path("provider").asString("")).isEqualTo(tool.provider());
                assertThat(trace.path("owner").path("name").asString(""))
                        .isEqualTo(shop.delivered().owner().name());
                assertThat(trace.path("source").path("repository").asString(""))
                        .isEqualTo(shop.repository().url());
                assertThat(trace.path("source").path("branch").asString("")).isEqualTo("main");
                assertThat(trace.path("files").toString()).contains(Manifests.WEB_FILE);
            }
        }
    }
}
