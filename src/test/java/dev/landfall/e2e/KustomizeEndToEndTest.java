package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A folder that Kustomize builds: each field is changed in the file that decides it. */
@EndToEnd
class KustomizeEndToEndTest {
    @ParameterizedTest
    @EnumSource
    void whatTheBaseAnEntryAndAPatchDecideIsChangedThere(GitOpsTool tool) {
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
                    - {name: %s, newTag: "%s"}   # moved by hand
                    patches:
                    - path: pods.yaml
                    """.formatted(
                                    shop.namespace(),
                                    shop.testbed().imageOld().replaceFirst(":[^:/]*$", ""),
                                    tag(shop.testbed().imageOld())),
                    "apps/pods.yaml",
                    """
                    apiVersion: apps/v1
                    kind: Deployment
                    metadata: {name: web}
                    spec: {template: {spec: {containers: [ {name: web, env: [ {name: COLOUR, value: "blue"} ]} ]}}}
                    """,
                    Manifests.WEB_FILE,
                    ""));
            OurRendering.isWhatIsLive(shop, 1);
            Landfall landfall = shop.landfall();

            Answer scaled = landfall.answer(ScaleEndToEndTest.scale(shop, "deployment/web", 2))
                    .ends("Verified", 0);
            assertThat(shop.repository().read("base/web.yaml")).isEqualTo(base.replace("replicas: 1", "replicas: 2"));
            assertThat(shop.repository().filesChangedBy(scaled.commit())).containsExactly("base/web.yaml");
            assertThat(scaled.json().toString()).contains("base/web.yaml");

            String overlay = shop.repository().read("apps/kustomization.yaml");
            Answer image = landfall.answer(VerbsEndToEndTest.operate(
                            shop,
                            "set-image",
                            "deployment/web",
                            "web=" + shop.testbed().imageNew()))
                    .ends("Verified", 0);
            assertThat(shop.repository().read("apps/kustomization.yaml"))
                    .isEqualTo(overlay.replace(
                            tag(shop.testbed().imageOld()), tag(shop.testbed().imageNew())));
            assertThat(shop.repository().filesChangedBy(image.commit())).containsExactly("apps/kustomization.yaml");

            String patch = shop.repository().read("apps/pods.yaml");
            Answer variable = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set-env", "deployment/web", "COLOUR=green"))
                    .ends("Verified", 0);
            assertThat(shop.repository().read("apps/pods.yaml")).isEqualTo(patch.replace("blue", "green"));
            assertThat(shop.repository().filesChangedBy(variable.commit())).containsExactly("apps/pods.yaml");

            landfall.answer("revert", image.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("apps/kustomization.yaml")).isEqualTo(overlay);
            landfall.answer("revert", scaled.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("base/web.yaml")).isEqualTo(base);
        }
    }

    private static String tag(String image) {
        return image.replaceFirst(".*:", "");
    }
}
