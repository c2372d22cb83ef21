package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@EndToEnd
class NeighbourEndToEndTest {
    static Stream<Arguments> owners() {
        return Stream.of(
                Arguments.of(GitOpsTool.ARGOCD, Named.of("reporting", false)),
                Arguments.of(GitOpsTool.FLUX, Named.of("applying only", false)),
                Arguments.of(GitOpsTool.FLUX, Named.of("waiting for health", true)));
    }

    @ParameterizedTest
    @MethodSource("owners")
    void anUnhealthyNeighbourIsAWarningAndNoFailure(GitOpsTool tool, boolean waits) {
        try (Shop shop = Shop.of(tool, waits ? "neighbour-waits" : "neighbour", waits)) {
            String neighbour = Manifests.deployment(
                    shop.namespace(), "neighbour", shop.testbed().imageMissing(), "labels: {app: neighbour}");
            shop.opened(Map.of("apps/neighbour.yaml", neighbour));
            if (tool == GitOpsTool.ARGOCD || waits) awaitTrouble(shop);
            CommitProof proof = CommitProof.of(shop);
            Landfall landfall = shop.landfall();

            Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);

            if (waits) // how far its own checks are by now is a matter of seconds
            assertThat(answer.json().path("warnings").toString())
                        .containsAnyOf("health-checks-go-on", "as before the change");
            if (tool == GitOpsTool.ARGOCD)
                assertThat(answer.part().path("warnings").toString()
                                + answer.json().path("warnings"))
                        .contains("neighbour-unhealthy", "as before the change");
            proof.landed(landfall, answer, "replicas: 1", "replicas: 2");
        }
    }

    private static void awaitTrouble(Shop shop) {
        shop.awaitOwner(live -> live.at("/status/health/status").asString("").equals("Degraded")
                || live.at("/status/conditions")
                        .valueStream()
                        .anyMatch(each -> each.path("reason").asString("").equals("HealthCheckFailed")));
    }
}
