package dev.landfall.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What Kustomize generates, and what its patches say: changed where it is said, and mended there. */
@EndToEnd
class GeneratedEndToEndTest {
    private static final String CONFIG = "envFrom: [ {configMapRef: {name: web-config}} ]";

    private static Shop opened(GitOpsTool tool, String test, String container, String more, Map<String, String> files) {
        Shop shop = Shop.of(tool, test, false);
        String web = Manifests.web(shop.namespace(), shop.testbed().imageOld())
                .replace("    namespace: %s\n".formatted(shop.namespace()), "")
                .replace(
                        "ports: [ {containerPort: 8080} ]",
                        "ports: [ {containerPort: 8080} ]\n" + " ".repeat(16) + container);
        Map<String, String> all = new LinkedHashMap<>(files);
        all.put("base/web.yaml", web);
        all.put("base/kustomization.yaml", "resources: [web.yaml]\n");
        all.put(
                "apps/kustomization.yaml",
                "namespace: %s\nresources: [../base, service.yaml]\n%s".formatted(shop.namespace(), more));
        all.put(Manifests.WEB_FILE, "");
        return shop.opened(all);
    }

    private static String generator(String literal) {
        return """
                configMapGenerator:
                - name: web-config
                  literals:
                  - %s   # moved by hand
                """.formatted(literal);
    }

    private static String named(Shop shop) {
        return VerbsEndToEndTest.live(shop, "deployment", "web")
                .at("/spec/template/spec/containers/0/envFrom/0/configMapRef/name")
                .asString("");
    }

    @ParameterizedTest
    @EnumSource
    void aGeneratedConfigMapIsChangedWhereItIsSaidAndFollowedByItsNewName(GitOpsTool tool) {
        try (Shop shop = opened(tool, "generated", CONFIG, generator("COLOUR=blue"), Map.of())) {
            String before = shop.repository().read("apps/kustomization.yaml");
            String former = named(shop);
            Landfall landfall = shop.landfall();

            Answer answer = landfall.answer(
                            VerbsEndToEndTest.operate(shop, "set", "configmap/web-config", "data.COLOUR=green"))
                    .ends("Verified", 0);

            assertThat(shop.repository().read("apps/kustomization.yaml"))
                    .isEqualTo(before.replace("COLOUR=blue", "COLOUR=green"));
            assertThat(shop.repository().filesChangedBy(answer.commit())).containsExactly("apps/kustomization.yaml");
            assertThat(named(shop)).startsWith("web-config-").isNotEqualTo(former);
            assertThat(VerbsEndToEndTest.live(shop, "configmap", named(shop))
                            .at("/data/COLOUR")
                            .asString(""))
                    .isEqualTo("green");
            assertThat(answer.evidence()).contains(named(shop), "Deployment " + shop.namespace() + "/web");
            OurRendering.isWhatIsLive(shop, 1);

            landfall.answer("revert", answer.change(), "--yes").ends("Verified", 0);
            assertThat(shop.repository().read("apps/kustomization.yaml")).isEqualTo(before);
            assertThat(named(shop)).isEqualTo(former);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWrongEntryOfAGeneratorIsMendedThere(GitOpsTool tool) {
        mended(tool, "fix-generated", CONFIG, generator("FRONT=http://web:80"), Map.of(), "apps/kustomization.yaml");
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPatchIsMendedThere(GitOpsTool tool) {
        String patch = """
                apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec: {template: {spec: {containers: [ {name: web, env: [ {name: FRONT, value: "http://web:80"} ]} ]}}}
                """;
        mended(
                tool,
                "fix-patch",
                "",
                "patches:\n- path: pods.yaml\n",
                Map.of("apps/pods.yaml", patch),
                "apps/pods.yaml");
    }

    private static void mended(
            GitOpsTool tool, String test, String container, String more, Map<String, String> files, String file) {
        try (Shop shop = opened(tool, test, container, more, files)) {
            String sound = shop.repository().read(file);
            shop.repository().push("Break it", Map.of(file, sound.replace("//web:80", "//webb:80")));
            shop.delivered().lookNow(shop.admin());
            Landfall landfall = shop.landfall();
            RemediateEndToEndTest.awaitFound(shop, landfall, "dependency-address-wrong");

            Answer answer = landfall.answer("remediate", "deployment/web", "-n", shop.namespace(), "--yes")
                    .ends("Verified", 0);

            assertThat(answer.evidence()).contains("not seen for");
            assertThat(shop.repository().read(file)).isEqualTo(sound);
            assertThat(shop.repository().filesChangedBy(answer.commit())).containsExactly(file);
            landfall.answer("remediate", "-n", shop.namespace()).ends("Healthy", 0);
            OurRendering.isWhatIsLive(shop, 1);
        }
    }
}
