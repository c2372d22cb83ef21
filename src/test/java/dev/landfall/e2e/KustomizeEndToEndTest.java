package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder that Kustomize builds: what its files decide is changed in them, what the overlay decides is refused by name. */
@EndToEnd
class KustomizeEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void theBaseIsEditedAndWhatTheOverlayDecidesIsNamed(GitOpsTool tool) {
        try (Shop shop = Shop.of(tool, "kustomize", false)) {
            String web = Manifests.web(shop.namespace(), shop.testbed().imageOld());
            String base = web.replace("    namespace: %s\n".formatted(shop.namespace()), "");
            shop.opened(Map.of(
                    "base/web.yaml",
                    base,
                    "base/kustomization.yaml",
                    "resources: [web.yaml]\n",
                    "apps/kustomization.yaml",
                    """
                    namespace: %s
                    resources: [../base, service.yaml]
                    images:
                    - {name: %s, newTag: "%s"}
                    """.formatted(
                                    shop.namespace(),
                                    shop.testbed().imageOld().replaceFirst(":[^:/]*$", ""),
                                    shop.testbed().imageOld().replaceFirst(".*:", "")),
                    Manifests.WEB_FILE,
                    ""));
            Landfall landfall = shop.landfall();

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);
            assertThat(shop.repository().read("base/web.yaml")).isEqualTo(base.replace("replicas: 1", "replicas: 2"));
            assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly("base/web.yaml");
            assertThat(scaled.json().toString()).contains("base/web.yaml");

            String head = shop.repository().head();
            Answer image = landfall.answer(VerbsEndToEndTest.operate(
                            shop,
                            "set-image",
                            "deployment/web",
                            "web=" + shop.testbed().imageNew()))
                    .ends("Refused", 7);
            assertThat(image.json().path("reason").toString()).contains("images", "apps/kustomization.yaml");
            assertThat(shop.repository().head()).isEqualTo(head);

            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("base/web.yaml")).isEqualTo(base);
        }
    }
}
