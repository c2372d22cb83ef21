package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.landfall.cli.PublishedSchema;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Where no single owner is proven, nothing is written, neither to Git nor to the cluster. */
@EndToEnd
class OwnershipEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void marksThatWereCopiedProveNothing(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "claimed")) {
            shop.admin()
                    .apply(Manifests.deployment(
                            shop.namespace(), "copy", shop.testbed().imageOld(), marksOf(shop)));

            assertThat(refused(shop, shop.landfall(), "copy", "claimed")).contains("copy");
        }
    }

    @ParameterizedTest
    @EnumSource
    void twoOwnersOfOneToolContest(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "contested")) {
            String other = shop.alsoDeliveredBy(tool).owner().name();

            assertThat(refused(shop, shop.landfall(), "web", "contested"))
                    .contains(shop.delivered().owner().name(), other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownersOfBothToolsContest(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "contested-both")) {
            String other = shop.alsoDeliveredBy(tool.other()).owner().name();

            assertThat(refused(shop, shop.landfall(), "web", "contested"))
                    .contains(shop.delivered().owner().name(), other);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyManagesAmongManagedIsAskedAbout(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "unmanaged")) {
            shop.admin()
                    .apply(Manifests.deployment(
                            shop.namespace(), "loner", shop.testbed().imageOld(), "labels: {app: loner}"));

            assertThat(unchanged(shop, shop.landfall(), "loner", "unmanaged", "NeedsInput"))
                    .contains("loner", shop.delivered().owner().name(), "--direct");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProviderThatIsSwitchedOffIsDetectedAndRefused(GitOpsTool tool) {
        try (Shop shop = Shop.open(tool, "switched-off")) {
            for (String off : List.of("provider: " + tool.other().provider(), "provider: none", "enabled: false")) {
                Landfall landfall = shop.landfall(off, List.of(Rights.READ_EVERYTHING, Rights.REFRESH_OWNERS));

                assertThat(refused(shop, landfall, "web", "owned"))
                        .as(off)
                        .contains(shop.delivered().owner().name());
            }
        }
    }

    /** Traces and tries to scale; answers both outputs as text after checking that nothing moved. */
    private static String refused(Shop shop, Landfall landfall, String name, String ownership) {
        return unchanged(shop, landfall, name, ownership, "Refused");
    }

    private static String unchanged(Shop shop, Landfall landfall, String name, String ownership, String outcome) {
        String head = shop.repository().head();
        JsonNode specification = shop.deployment(name).path("spec");

        Answer trace = landfall.answer("trace", "deployment/" + name, "-n", shop.namespace(), "--all-owners");
        PublishedSchema.TRACE.holdsFor(trace.json());
        assertThat(trace.json().path("ownership").asString("")).isEqualTo(ownership);
        Answer answer = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/" + name, 3))
                .ends(outcome, 7);

        assertThat(shop.repository().head()).isEqualTo(head);
        assertThat(shop.deployment(name).path("spec")).isEqualTo(specification);
        return trace.finished().out() + answer.finished().out();
    }

    private static String marksOf(Shop shop) {
        Delivered.Tracked owner = shop.delivered().owner();
        return switch (shop.delivered().tool()) {
            case ARGOCD ->
                "annotations: {argocd.argoproj.io/tracking-id: '%s:apps/Deployment:%s/web'}"
                        .formatted(owner.name(), shop.namespace());
            case FLUX ->
                "labels: {kustomize.toolkit.fluxcd.io/name: %s, kustomize.toolkit.fluxcd.io/namespace: %s}"
                        .formatted(owner.name(), owner.namespace());
        };
    }
}
